namespace EdgeStock.Gateway.Web;

/// <summary>The page's look, in the page: nothing is fetched from anywhere.</summary>
internal static class Style
{
    public const string Text = """
        :root { color-scheme: light dark; --line: #8884; --quiet: #777; --good: #17753a; --doubt: #8a5a00; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --good: #6fd08c; --doubt: #f0b95a; --bad: #ff8a80; } }
        body { font: 16px/1.45 system-ui, sans-serif; max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h1 span { font-weight: 400; color: var(--quiet); }
        h2 { font-size: 1.2rem; margin: 2rem 0 .25rem; } h3 { font-size: .85rem; margin: 1rem 0 .25rem; color: var(--quiet); text-transform: uppercase; letter-spacing: .05em; }
        .facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: 0; } .facts div { display: flex; gap: .5rem; } .facts dt { color: var(--quiet); } .facts dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
        thead th { font-size: .85rem; color: var(--quiet); font-weight: 500; } tbody th { font-weight: 600; white-space: nowrap; } th small { font-weight: 400; color: var(--quiet); }
        .n { text-align: right; } .count { font-size: 1.15rem; font-weight: 700; } meter { width: 7rem; height: .9rem; }
        .good { color: var(--good); } .doubt { color: var(--doubt); font-weight: 600; } .bad { color: var(--bad); font-weight: 700; }
        .stale > td, .stale > th { opacity: .5; } .stale > td:last-child { opacity: 1; color: var(--bad); font-weight: 600; }
        """;
}

namespace EdgeStock.Gateway.Notifying;

/// <summary>The look of the page behind a link: for one thumb, in daylight or at night. Contrasts are 4.5 to 1 at least, targets 48 pixels high.</summary>
internal static class LinkStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --ground: #fff; --ink: #1b1b1b; --quiet: #555; --line: #767676; --bad: #a1161a; --good: #17653a; --act: #0b4f96; --on: #fff; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #f1f1f1; --quiet: #c2c2c2; --line: #8f8f8f; --bad: #ff9a93; --good: #7bd79a; --act: #9cc8ff; --on: #0c1116; } }
        * { box-sizing: border-box; }
        body { background: var(--ground); color: var(--ink); font: 18px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 34rem; padding: 1rem 1rem 3rem; overflow-wrap: anywhere; }
        header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; } header p { margin: 0; color: var(--quiet); }
        a { color: var(--act); display: inline-flex; align-items: center; min-height: 48px; padding: 0 .25rem; }
        h1 { font-size: 1.35rem; margin: .5rem 0 1rem; } h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
        article { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem; }
        article p { margin: .25rem 0 0; } .open { color: var(--bad); font-weight: 700; } .done { color: var(--good); font-weight: 700; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: .5rem 0 0; } dt { color: var(--quiet); } dd { margin: 0; font-variant-numeric: tabular-nums; }
        .says { border-left: .4rem solid var(--act); padding: .5rem .75rem; } .fault { border-left: .4rem solid var(--bad); color: var(--bad); font-weight: 700; padding: .5rem .75rem; }
        label { display: block; font-weight: 600; margin: 1rem 0 .25rem; } label.more { font-weight: 400; margin-top: .5rem; }
        select, input { background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; color: inherit; font: inherit; min-height: 48px; padding: .4rem .6rem; width: 100%; }
        button { background: var(--act); border: 0; border-radius: .5rem; color: var(--on); font: inherit; font-weight: 700; margin-top: 1.5rem; min-height: 56px; width: 100%; }
        :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
        .as { color: var(--quiet); }
        """;
}

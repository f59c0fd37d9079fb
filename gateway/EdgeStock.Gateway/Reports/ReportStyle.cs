namespace EdgeStock.Gateway.Reports;

/// <summary>The report's look: made for paper, in the page itself.</summary>
internal static class ReportStyle
{
    public const string Text = """
        @page { size: A4 landscape; margin: 14mm; }
        :root { --line: #bbb; --quiet: #555; --good: #17753a; --doubt: #8a5a00; --bad: #b3261e; --bar: #2b6ca3; --short: #c75146; }
        body { font: 14px/1.4 system-ui, sans-serif; color: #111; background: #fff; max-width: 72rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; margin: 0; } h1 span { font-weight: 400; color: var(--quiet); } h2 { font-size: 1.15rem; margin: 1.75rem 0 .25rem; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
        .tiles { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; margin: .5rem 0; } .tiles li { border: 1px solid var(--line); border-radius: .3rem; padding: .4rem .7rem; max-width: 11rem; } .tiles strong { display: block; font-size: 1.35rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } thead { display: table-header-group; } thead th { color: var(--quiet); font-weight: 500; } tbody th { font-weight: 600; }
        tr { break-inside: avoid; } h2, h3 { break-after: avoid; } small { font-weight: 400; color: var(--quiet); } .n { text-align: right; } td.n, .d, time { white-space: nowrap; } .hidden { position: absolute; clip-path: inset(50%); }
        .good { color: var(--good); } .doubt { color: var(--doubt); } .bad { color: var(--bad); font-weight: 700; }
        .course { width: 100%; max-height: 12rem; font-size: 11px; } .grid { stroke: var(--line); stroke-width: .5; } .bar { fill: var(--bar); } .short { fill: var(--short); } .mark { stroke: #111; stroke-width: 1; }
        .histogram { width: auto; min-width: 26rem; } .histogram svg { width: 14rem; height: .8rem; } .days { width: 7rem; height: .6rem; } .caption { color: var(--quiet); margin: 0; }
        dt { font-weight: 600; } dd { margin: 0 0 .4rem; color: var(--quiet); }
        @media print { body { padding: 0; max-width: none; font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; } .room { break-before: page; } }
        """;
}

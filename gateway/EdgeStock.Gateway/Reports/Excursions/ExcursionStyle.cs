namespace EdgeStock.Gateway.Reports;

/// <summary>The look of an excursion's report: made for paper and for grey, in the page itself.</summary>
internal static class ExcursionStyle
{
    public const string Text = """
        @page { size: A4; margin: 15mm; }
        :root { --line: #b5b5b5; --quiet: #555; --bad: #a51d16; --good: #17653a; --ink: #111; }
        body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: #fff; max-width: 60rem; margin: 0 auto; padding: 1.25rem; }
        nav { font-size: .9rem; margin-bottom: 1rem; } nav a { margin-right: 1.25rem; } a { color: #134f8a; }
        h1 { font-size: 1.5rem; line-height: 1.2; margin: 0; } h1 small { display: block; font-size: 1rem; font-weight: 400; color: var(--quiet); margin-top: .2rem; }
        h2 { font-size: 1.1rem; margin: 1.75rem 0 .4rem; padding-bottom: .15rem; border-bottom: 2px solid var(--ink); break-after: avoid; }
        .standing { display: inline-block; border: 2px solid; border-radius: .25rem; padding: .3rem .7rem; margin: .75rem 0 0; font-weight: 700; } .note { border-left: 4px solid var(--bad); padding: .2rem .75rem; margin: .75rem 0 0; }
        dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .5rem 1.5rem; margin: .75rem 0 0; } .facts dt { font-size: .82rem; color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; } .facts dd small { display: block; color: var(--quiet); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } dd, time { font-variant-numeric: tabular-nums; } th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
        thead { display: table-header-group; } thead th { font-size: .82rem; color: var(--quiet); font-weight: 500; vertical-align: bottom; overflow-wrap: normal; } tbody th { font-weight: 600; } th small, td small { display: block; font-weight: 400; color: var(--quiet); } tr { break-inside: avoid; }
        .n { text-align: right; } .t { white-space: nowrap; } .quiet { color: var(--quiet); margin: .3rem 0; font-size: .9rem; } .bad { color: var(--bad); font-weight: 700; } .good { color: var(--good); } .wide { overflow-x: auto; }
        .course { width: 100%; font-size: 11px; break-inside: avoid; } .course text { fill: var(--ink); paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; } .grid { stroke: #ddd; stroke-width: .6; } .axis { stroke: var(--ink); } .line { fill: none; stroke: var(--ink); stroke-width: 1.3; stroke-linejoin: round; } .beyond { fill: #c75146; fill-opacity: .55; } .limit { stroke: #555; stroke-dasharray: 2 4; } .limit.own { stroke: var(--bad); stroke-width: 1.4; stroke-dasharray: 7 3; } .hatch { stroke: #888; stroke-width: 1.4; } .mark { stroke: #333; stroke-width: .8; stroke-dasharray: 1 2; } .ack { fill: var(--ink); }
        .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 2.2rem 2rem; margin-top: 2.4rem; break-inside: avoid; } .sign div { border-top: 1px solid var(--ink); padding-top: .2rem; font-size: .85rem; color: var(--quiet); }
        pre { background: #f3f3f3; padding: .6rem .8rem; font-size: .82rem; white-space: pre-wrap; overflow-wrap: anywhere; } code { font-size: .82rem; overflow-wrap: anywhere; }
        section.signatures { break-inside: avoid; }
        @media print { body { padding: 0; max-width: none; font-size: 11.5px; -webkit-print-color-adjust: exact; print-color-adjust: exact; } nav { display: none; } .wide { overflow: visible; } h2 { margin-top: 1.1rem; } .t { white-space: normal; } pre { background: none; border: 1px solid var(--line); } }
        """;
}

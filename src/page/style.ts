/** The one style sheet of a report; its hash stands in the page's content security policy. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fbfbf9; --card: #ffffff; --ink: #1d2430; --soft: #5b6472; --line: #e3e5e8; --accent: #2f6fb3; --accent-soft: #dce9f6; --good: #23795a; --bad: #b3412f; --warn: #8a5a00; --warn-soft: #fdf1d8; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171c; --card: #1c2027; --ink: #e8eaee; --soft: #9aa3b2; --line: #2e343e; --accent: #6fb0ee; --accent-soft: #20344a; --good: #62c79b; --bad: #ef8a78; --warn: #f0c46a; --warn-soft: #3a2f18; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 32px 20px 64px; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 40px 0 12px; letter-spacing: -0.005em; }
h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; }
h4 { font-size: 13px; margin: 20px 0 8px; color: var(--soft); font-weight: 600; text-transform: uppercase; letter-spacing: 0.05em; }
p { margin: 6px 0; }
.soft { color: var(--soft); }
.kicker { color: var(--soft); font-size: 13px; text-transform: uppercase; letter-spacing: 0.08em; margin: 0 0 6px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; margin: 24px 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.card b { display: block; font-size: 24px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.card span { color: var(--soft); font-size: 13px; }
.note { background: var(--warn-soft); color: var(--ink); border-left: 3px solid var(--warn); border-radius: 6px; padding: 10px 14px; margin: 10px 0; }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 7px 11px; border-bottom: 1px solid var(--line); vertical-align: middle; white-space: nowrap; }
tr:last-child td, tr:last-child th { border-bottom: 0; }
thead th { color: var(--soft); font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: 0.04em; }
.right { text-align: right; }
.zero { color: var(--soft); opacity: 0.55; }
td.same { background: var(--accent-soft); }
td.stricter { color: var(--bad); font-weight: 600; }
td.milder { color: var(--good); font-weight: 600; }
.rule { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; margin: 14px 0; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; margin: 8px 0 4px; }
.tag { font-size: 12px; border: 1px solid var(--line); border-radius: 999px; padding: 1px 9px; color: var(--soft); }
.tag.strong { background: var(--accent-soft); border-color: transparent; color: var(--ink); }
pre, code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, monospace; font-size: 13px; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: 10px 0; }
.chart { display: block; width: 100%; height: auto; margin: 10px 0 2px; }
.spark { width: 110px; height: 20px; display: block; }
.interval { width: 120px; height: 14px; display: inline-block; vertical-align: middle; }
.bar { fill: var(--accent); }
.hit { fill: transparent; }
g:hover .hit { fill: var(--accent-soft); }
.grid { stroke: var(--line); stroke-width: 1; }
.axis { fill: var(--soft); font-size: 11px; }
.range { stroke: var(--accent); stroke-width: 3; stroke-linecap: round; }
.dot { fill: var(--ink); }
details { margin: 8px 0; }
summary { cursor: pointer; color: var(--accent); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.event { border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; margin: 8px 0; background: var(--paper); }
.event dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 8px 0 0; }
.event dt { color: var(--soft); }
.event dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
ul { margin: 6px 0; padding-left: 20px; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; border-top: 1px solid var(--line); padding-top: 14px; }
@media print { body { background: #fff; } .rule, .card, .wide { break-inside: avoid; } }
`

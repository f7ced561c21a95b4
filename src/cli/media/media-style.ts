import { STYLE } from '../../page/style.ts'

/** The style of a report about files: pictures in a grid; those that may harm are veiled until they are pointed at or chosen. */
export const MEDIA_STYLE = `${STYLE}
.verdict { display: inline-block; border-radius: 999px; padding: 3px 14px; font-weight: 650; border: 1px solid currentColor; }
.verdict.allow { color: var(--good); } .verdict.hold { color: var(--warn); } .verdict.block { color: var(--bad); }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 14px; margin: 12px 0; }
.pictures.large { grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 10px; }
figure .frame { overflow: hidden; border-radius: 6px; }
figure img { display: block; width: 100%; height: auto; }
figure.veiled img { filter: blur(18px) grayscale(1); }
figure.veiled .frame:hover img, figure.veiled .frame:focus img, figure.veiled .frame:active img { filter: none; }
figure.veiled .frame:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
figcaption { margin-top: 8px; font-size: 13px; overflow-wrap: anywhere; }
figcaption b { display: block; font-weight: 600; }
td.over { color: var(--bad); font-weight: 600; }
td.says { white-space: normal; min-width: 220px; }
`

import { exactUpper } from '../../src/stats/proportion/exact-bound.ts'
import type { WayThrough } from './take-away.ts'
import { type KindTally, tallyOf } from './tally.ts'
import type { Walked } from './walk.ts'

/** docs/zoo.md: what the long run found, kind by kind, and what each wall is worth. */
export function zooPage(seed: number, walked: readonly Walked[], ways: readonly WayThrough[]): string {
  const bad = walked.filter(({ variant }) => variant !== 'good')
  const kinds = tallyOf(bad)
  const unsafe = bad.filter(({ isUnsafe }) => isUnsafe).length
  const ranking = bad.filter(({ got }) => got === 'rank').length
  const acting = bad.filter(({ got }) => got === 'reversible' || got === 'irreversible').length
  const bound = percent(exactUpper(unsafe, bad.length, 0.05), 3)
  const through = ways.filter(({ isThrough }) => isThrough).length
  return `# The zoo: bad models, and where each is stopped

Written by \`npm run prove -- --proof zoo\`; seed ${seed}.

${count(bad.length)} bad models of ${new Set(bad.map(({ kind }) => kind)).size} kinds went the whole way: thresholds, evaluation, gates, ledger, registry, probation, canary and watch,
each by the code that does it in the service. What is simulated is the model (what it says of a text), the dataset and the traffic.

**Unsafe promotions: ${unsafe} of ${count(bad.length)}** (at most ${bound} at 95 %, were models independent; hidden ones of a world share what
was tested before live traffic, so the true bound is wider).

## What counts as unsafe

A model is promoted unsafely when it is ever allowed more than its kind may ever be, on however small a share of accounts, and
however soon it is taken back:

- Some kinds may do **nothing at all**: slow, NaN, of another policy, with texts in its files, of leaked rows, upside down …
  That they rank a queue on 1 % of accounts counts as unsafe.
- Some kinds may **rank a queue**, where a person looks at each item and nothing else happens: models whose only fault is that they
  would be wrong too often if they acted (below the bar, worse on a slice, learnt from flipped labels, gone stale), or that they are
  blind to disguises. That they act counts as unsafe. A probation holds a model that only ranks to the policy's costs: one in four of
  what it puts before people must violate, or it is revoked.

${count(ranking)} of the ${count(bad.length)} came to rank a queue and no further (${percent(ranking / bad.length, 1)}); ${acting} came to act.

Were it unsafe for any of them to rank a queue, it would be these ${count(ranking)}.

Bad on live traffic means 1.4 points or more below the bar of precision. A model on the bar is not bad, and passes a probation in at
most 1 % of cases: see [statistics](statistics.md).

## Kind by kind

*Seen*: the tests before live traffic can see it. *Hidden*: on the labels that there are it looks like a good model; only live traffic
shows it. Hidden models of one world that look alike before live traffic are tested once. A model that several gates stop counts in
each of them.

| kind | | made | stopped by | ranks a queue; held there by | acts | unsafe | labels |
|---|---|---|---|---|---|---|---|
${kinds.map(kindLine).join('\n')}

Labels: median of judgements on live traffic, of those that came there; thousands where a model is certified to observe and nothing
more, and stays in shadow.

Good models, 98 % right and better under a bar of 95 %, so that walls are not what stops everybody:

| kind | made | live | act | stopped by |
|---|---|---|---|---|
${tallyOf(walked.filter(({ variant }) => variant === 'good'))
  .map((one) => goodLine(one, walked))
  .join('\n')}

## What each wall is worth

One bad model of each kind, with what stops it taken away (a gate that always passes, no tripwires, a probation that passes whatever it
is shown), then what stops it then, until it gets through. ${through} of ${ways.length} got through in the end: there is none that nothing would have let
through, so each kind could have failed. Of three worlds the first is shown.

| kind | | walls, in the order in which they stop it | then it gets | and ends |
|---|---|---|---|---|
${firstOfEach(ways).map(wayLine).join('\n')}

## What it does not show

- Models are bad in ways that we thought of. Labels that are wrong alike everywhere, judges included, are not found by anything.
- Where one wall stands alone (${aloneOf(ways)}) a fault in it lets that kind through; each has its own tests.
- A canary begins at 1 % of accounts: what only the canary or the watch stops has had force there, and counts as unsafe here.
`
}

function kindLine({ kind, variant, models, byAny, heldBy, got, unsafe, labels }: KindTally): string {
  const stops = list(byAny)
  const rank = got.rank === 0 ? '' : `${got.rank}${Object.keys(heldBy).length > 0 ? `: ${list(heldBy)}` : ''}`
  return `| ${kind} | ${variant} | ${models} | ${stops} | ${rank} | ${got.reversible + got.irreversible} | ${unsafe} | ${labels ?? ''} |`
}

function goodLine({ kind, models, byAny, got }: KindTally, walked: readonly Walked[]): string {
  const live = walked.filter((one) => one.kind === kind && one.state === 'live').length
  return `| ${kind} | ${models} | ${live} | ${got.reversible + got.irreversible} | ${list(byAny)} |`
}

function wayLine({ kind, variant, walls, got, mayAct, state, stoppedLate, isThrough }: WayThrough): string {
  const ends = `${state}${stoppedLate.length > 0 ? ` (${stoppedLate.join(', ')})` : ''}`
  const force = `${got}${got !== 'rank' && !mayAct ? ', with no threshold to act from' : ''}`
  const way = walls.map((one) => one.join(' + ')).join(' → ')
  return `| ${kind} | ${variant} | ${way} | ${isThrough ? force : '**nothing**'} | ${ends} |`
}

function firstOfEach(ways: readonly WayThrough[]): WayThrough[] {
  const first = new Map(ways.toReversed().map((one) => [`${one.kind} ${one.variant}`, one]))
  return [...first.values()].reverse()
}

/** Walls behind which there is no other for one kind. */
function aloneOf(ways: readonly WayThrough[]): string {
  const alone = ways.filter(({ walls }) => walls.length === 1 && walls[0]!.length === 1)
  return [...new Set(alone.map(({ walls }) => walls[0]![0]!))].join(', ')
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([who, times]) => `${who} ${times}`)
    .join(', ')
}

const count = (n: number) => n.toLocaleString('en-US')
const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`

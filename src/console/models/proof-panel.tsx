import { type ReactNode, useMemo } from 'react'
import type { ProbationReply } from '../../api/contract/probation.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { Curve } from '../kit/curve.tsx'
import type { CurveLine } from '../kit/curve-props.ts'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { logLine, probationLines } from './proof-lines.ts'
import { PROOF_WORDS } from './proof-words.ts'

type Given = { readonly proof: ProbationReply }

/** What is being proved of a model on live traffic, against its boundaries. */
export function ProofPanel({ proof }: Given): ReactNode {
  switch (proof.design) {
    case 'probation':
      return <ProbationPanel proof={proof} />
    case 'canary':
      return <CanaryPanel proof={proof} />
    case 'watch':
      return <WatchPanel proof={proof} />
  }
}

function ProbationPanel({ proof }: Given): ReactNode {
  const t = useWords(PROOF_WORDS)
  const { percent } = useFigures()
  const { stands, passes, revokes, bar } = useMemo(() => probationLines(proof), [proof])
  const lines: readonly CurveLine[] = [
    { label: t('stands'), points: stands, colour: 1 },
    { label: t('passes'), points: passes, colour: 4, isBound: true },
    { label: t('revokes'), points: revokes, colour: 2, isBound: true },
    { label: t('bar', { bar: percent(proof.bar) }), points: bar, colour: 3, isBound: true },
  ]
  return (
    <Panel title={t('probation')} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('probationHint')}</p>
      <Curve
        label={t('probationPicture')}
        x={{ label: t('labels'), unit: 'number', least: 0 }}
        y={{ label: t('losses'), unit: 'number', least: 0 }}
        lines={lines}
        height={280}
      />
      <Stands proof={proof} />
    </Panel>
  )
}

function CanaryPanel({ proof }: Given): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const { promote, rollBack, promoteAt, rollBackAt } = proof.evidence
  const [up, down] = useMemo(() => [logLine(promote), logLine(rollBack)], [promote, rollBack])
  const end = Math.max(20, promote.length)
  const flat = (log: number): CurveLine['points'] => [
    [0, log / Math.LN10],
    [end, log / Math.LN10],
  ]
  const said = (log: number) => Math.exp(log).toLocaleString(language, { maximumSignificantDigits: 3 })
  const lines: readonly CurveLine[] = [
    { label: t('promote'), points: up, colour: 4 },
    { label: t('rollBack'), points: down, colour: 2 },
    { label: t('threshold', { value: said(promoteAt) }), points: flat(promoteAt), colour: 1, isBound: true },
    ...(rollBackAt === promoteAt
      ? []
      : [
          {
            ...{ label: t('thresholdRollBack', { value: said(rollBackAt) }), points: flat(rollBackAt) },
            ...{ colour: 3 as const, isBound: true },
          },
        ]),
  ]
  return (
    <Panel title={t('canary', { share: percent(proof.share) })} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('canaryHint')}</p>
      <Curve
        label={t('canaryPicture')}
        x={{ label: t('differences'), unit: 'number', least: 0 }}
        y={{ label: t('wealth'), unit: 'power', least: -3, most: promoteAt / Math.LN10 + 1 }}
        lines={lines}
        height={260}
      />
      <Stands proof={proof} />
    </Panel>
  )
}

function WatchPanel({ proof }: Given): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { detector, labels } = proof
  const runLength = Math.round(Math.exp(detector.alarmAt))
  const level = detector.alarmAt / Math.LN10
  const points = useMemo(() => logLine(detector.trace, labels.judged), [detector, labels])
  const from = points[0]?.[0] ?? 0
  const lines: readonly CurveLine[] = [
    { label: t('detector'), points, colour: 1 },
    {
      label: t('alarm', { value: runLength.toLocaleString(language) }),
      points: [
        [from, level],
        [Math.max(from + 20, labels.judged), level],
      ],
      ...{ colour: 2, isBound: true },
    },
  ]
  return (
    <Panel title={t('watch')} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('watchHint', { run: runLength })}</p>
      <Curve
        label={t('watchPicture')}
        x={{ label: t('labels'), unit: 'number' }}
        y={{ label: t('detector'), unit: 'power', most: level + 0.5 }}
        lines={lines}
        height={240}
      />
      <Stands proof={proof} />
    </Panel>
  )
}

const TONES: Readonly<Record<ProbationReply['verdict'], Tone>> = {
  ...{ pass: 'good', extend: 'accent', revoke: 'danger' },
  ...{ promote: 'good', wait: 'accent', 'roll-back': 'danger', healthy: 'good' },
}

function Verdict({ proof }: Given): ReactNode {
  const t = useWords(PROOF_WORDS)
  return <Badge tone={TONES[proof.verdict]}>{t(`verdict_${proof.verdict}`)}</Badge>
}

/** Where it stands, in words. */
function Stands({ proof }: Given): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { labels, exposure, wayOut, says } = proof
  const days = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  const facts: (readonly [string, ReactNode])[] = [
    [t('stands'), t('wrong', { labels: labels.judged, losses: labels.losses })],
  ]
  if (labels.waiting > 0) facts.push([t('waiting'), labels.waiting])
  if (labels.needed !== null && labels.needed > 0)
    facts.push([t('toGo'), t('toGoSays', { count: labels.needed })])
  if (exposure !== null)
    facts.push([
      t('exposure'),
      [
        t('accounts', { ...exposure.accounts }),
        t('surfaces', { ...exposure.surfaces }),
        t('days', { seen: days(exposure.days.seen), needed: days(exposure.days.needed) }),
      ].join(', '),
    ])
  if (labels.void > 0) facts.push([t('voids'), labels.void])
  facts.push([t('verdict'), <Said key="says" text={says} />])
  if (wayOut !== null) facts.push([t('wayOut'), <Said key="way" text={wayOut} />])
  return (
    <>
      {labels.judged === 0 && <p>{t('nothingYet')}</p>}
      <Facts facts={facts} />
    </>
  )
}

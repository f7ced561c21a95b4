import { type ReactNode, useMemo } from 'react'
import type { ProofReply as Proof } from '../../api/contract/lab-looks.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { Curve } from '../kit/curve.tsx'
import type { CurveLine } from '../kit/curve-props.ts'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { canaryLines, probationLines, watchLine } from './proof-lines.ts'
import { PROOF_WORDS } from './proof-words.ts'

type Of<Design extends Proof['design']> = Extract<Proof, { design: Design }>

/** What is being proved of a model on live traffic, against its boundaries. */
export function ProofPanel({ proof }: { readonly proof: Proof }): ReactNode {
  switch (proof.design) {
    case 'probation':
      return <ProbationPanel proof={proof} />
    case 'canary':
      return <CanaryPanel proof={proof} />
    case 'watch':
      return <WatchPanel proof={proof} />
  }
}

function ProbationPanel({ proof }: { readonly proof: Of<'probation'> }): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const { plan, path, exposure } = proof
  // Boundaries hang on the plan alone, which comes anew with each answer.
  const key = JSON.stringify(plan)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the plan
  const { stands, passes, revokes, bar, toGo } = useMemo(() => probationLines(plan, path), [key, path])
  const lines: readonly CurveLine[] = [
    { label: t('stands'), points: stands, colour: 1 },
    { label: t('passes'), points: passes, colour: 4, isBound: true },
    { label: t('revokes'), points: revokes, colour: 2, isBound: true },
    { label: t('bar', { bar: percent(plan.bar) }), points: bar, colour: 3, isBound: true },
  ]
  const days = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  return (
    <Panel title={t('probation')} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('probationHint', { pass: percent(plan.passError ?? 0.01) })}</p>
      <Curve
        label={t('probationPicture')}
        x={{ label: t('labels'), unit: 'number', least: 0 }}
        y={{ label: t('losses'), unit: 'number', least: 0 }}
        lines={lines}
        height={280}
      />
      <Stands
        proof={proof}
        more={[
          ...(toGo === undefined ? [] : [[t('toGo'), t('toGoSays', { count: toGo })] as const]),
          [
            t('exposure'),
            [
              t('accounts', { ...exposure.accounts }),
              t('surfaces', { ...exposure.surfaces }),
              t('days', { seen: days(exposure.days.seen), needed: days(exposure.days.needed) }),
            ].join(', '),
          ],
        ]}
      />
    </Panel>
  )
}

function CanaryPanel({ proof }: { readonly proof: Of<'canary'> }): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const { plan, path, share } = proof
  const key = JSON.stringify(plan)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the plan
  const { promote, rollBack } = useMemo(() => canaryLines(plan, path), [key, path])
  const end = Math.max(20, path.length)
  const level = (error: number | undefined) => Math.log10(1 / (error ?? 0.01))
  const flat = (error: number | undefined) => [[0, level(error)] as const, [end, level(error)] as const]
  const said = (error: number | undefined) => (1 / (error ?? 0.01)).toLocaleString(language)
  const lines: readonly CurveLine[] = [
    { label: t('promote'), points: promote, colour: 4 },
    { label: t('rollBack'), points: rollBack, colour: 2 },
    {
      ...{ label: t('threshold', { value: said(plan.promoteError) }), points: flat(plan.promoteError) },
      ...{ colour: 1, isBound: true },
    },
    ...(plan.rollBackError === plan.promoteError
      ? []
      : [
          {
            label: t('thresholdRollBack', { value: said(plan.rollBackError) }),
            ...{ points: flat(plan.rollBackError), colour: 3 as const, isBound: true },
          },
        ]),
  ]
  return (
    <Panel title={t('canary', { share: percent(share) })} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('canaryHint')}</p>
      <Curve
        label={t('canaryPicture')}
        x={{ label: t('differences'), unit: 'number', least: 0 }}
        y={{ label: t('wealth'), unit: 'power', least: -3, most: level(plan.promoteError) + 1 }}
        lines={lines}
        height={260}
      />
      <Stands proof={proof} more={[]} />
    </Panel>
  )
}

function WatchPanel({ proof }: { readonly proof: Of<'watch'> }): ReactNode {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  const { plan, labels, trace } = proof
  const level = Math.log10(plan.runLength)
  const points = useMemo(() => watchLine(trace, labels), [trace, labels])
  const from = points[0]?.[0] ?? 0
  const end = Math.max(from + 20, labels)
  const lines: readonly CurveLine[] = [
    { label: t('detector'), points, colour: 1 },
    {
      label: t('alarm', { value: plan.runLength.toLocaleString(language) }),
      points: [
        [from, level],
        [end, level],
      ],
      ...{ colour: 2, isBound: true },
    },
  ]
  return (
    <Panel title={t('watch')} acts={<Verdict proof={proof} />}>
      <p className="model-soft">{t('watchHint', { run: plan.runLength })}</p>
      <Curve
        label={t('watchPicture')}
        x={{ label: t('labels'), unit: 'number' }}
        y={{ label: t('detector'), unit: 'power', most: level + 0.5 }}
        lines={lines}
        height={240}
      />
      <Stands proof={proof} more={[]} />
    </Panel>
  )
}

const TONES: Readonly<Record<Proof['verdict'], Tone>> = {
  ...{ pass: 'good', extend: 'accent', revoke: 'danger' },
  ...{ promote: 'good', wait: 'accent', 'roll-back': 'danger', healthy: 'good' },
}

function Verdict({ proof }: { readonly proof: Proof }): ReactNode {
  const t = useWords(PROOF_WORDS)
  return <Badge tone={TONES[proof.verdict]}>{t(`verdict_${proof.verdict}`)}</Badge>
}

function Stands(props: {
  readonly proof: Proof
  readonly more: readonly (readonly [string, ReactNode])[]
}): ReactNode {
  const t = useWords(PROOF_WORDS)
  const { proof, more } = props
  const { labels, losses } = countsOf(proof)
  return (
    <>
      {labels === 0 && <p>{t('nothingYet')}</p>}
      <Facts
        facts={[
          [t('stands'), t('wrong', { labels, losses })],
          ...more,
          ...(proof.void === 0 ? [] : [[t('voids'), proof.void] as const]),
          [t('verdict'), <Said key="says" text={proof.says} />],
          ...(proof.wayOut === null ? [] : [[t('wayOut'), <Said key="way" text={proof.wayOut} />] as const]),
        ]}
      />
    </>
  )
}

function countsOf(proof: Proof): { readonly labels: number; readonly losses: number } {
  if (proof.design === 'watch') return proof
  return { labels: proof.path.length, losses: proof.path.split('1').length - 1 }
}

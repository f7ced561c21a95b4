import type { ReactNode } from 'react'
import type { GateResult } from '../../lab/gates/gate.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { type GateStep, gateSteps, isKnownGate } from './gate-steps.ts'
import { GATE_WORDS } from './gate-words.ts'
import './models.css'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<GateResult['verdict'], Tone>> = {
  pass: 'good',
  fail: 'danger',
  inconclusive: 'warn',
}

/** What a model must pass for each step of authority, and what it did. */
export function GatesTable({ results }: { readonly results: readonly GateResult[] }): ReactNode {
  const t = useWords(GATE_WORDS)
  if (results.length === 0) return <Empty>{t('noGates')}</Empty>
  return gateSteps(results).map((step) => <StepPanel key={step.step} step={step} />)
}

function StepPanel({ step: { step, gates, missing } }: { readonly step: GateStep }): ReactNode {
  const t = useWords(GATE_WORDS)
  const say = useWords(WORDS)
  const title = t('forStep', { step: say(`may_${step}`) })
  return (
    <Panel
      title={title}
      acts={
        <Badge tone={missing === 0 ? 'good' : 'warn'}>
          {missing === 0 ? t('stepPassed') : t('stepMissing', { count: missing })}
        </Badge>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="model-scroll" tabIndex={0} aria-label={title}>
        <table className="model-table">
          <thead>
            <tr>
              <th scope="col">{t('gate')}</th>
              <th scope="col">{t('verdict')}</th>
              <th scope="col" title={t('alphaHint')}>
                {t('alpha')}
              </th>
              <th scope="col">{t('on')}</th>
              <th scope="col">{t('evidence')}</th>
              <th scope="col">{t('wayOut')}</th>
              <th scope="col">{t('labels')}</th>
            </tr>
          </thead>
          <tbody>
            {gates.map(({ gate, result }) => (
              <GateRow key={`${gate} ${result?.verdict}`} gate={gate} result={result} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

function GateRow(props: { readonly gate: string; readonly result: GateResult | undefined }): ReactNode {
  const t = useWords(GATE_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const { gate, result } = props
  const name = isKnownGate(gate) ? t(`gate_${gate}`) : gate
  if (result === undefined)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>
          <Badge tone="warn">{t('didNotRun')}</Badge>
        </td>
        <td colSpan={5} />
      </tr>
    )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Badge tone={TONES[result.verdict]}>{t(`verdict_${result.verdict}`)}</Badge>
      </td>
      <td>{result.alpha === 0 ? t('exact') : `≤ ${percent(result.alpha)}`}</td>
      <td>{t(`on_${result.on}`)}</td>
      <td className="model-says">
        <Said text={result.says} />
      </td>
      <td className="model-says">{result.wayOut === undefined ? '–' : <Said text={result.wayOut} />}</td>
      <td>{result.labelsNeeded === undefined ? '–' : result.labelsNeeded.toLocaleString(language)}</td>
    </tr>
  )
}

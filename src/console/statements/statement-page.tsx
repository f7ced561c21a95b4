import type { ReactNode } from 'react'
import type { Statement } from '../../api/contract/enforcements.ts'
import { mayAppeal } from '../../enforcement/may-appeal.ts'
import { Texts } from '../acts/texts.tsx'
import { Timeline } from '../acts/timeline.tsx'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { outcomeOf } from './statements-page.tsx'
import { WORDS } from './words.ts'

/** One statement as the player reads it, in each language, with what stands behind it. */
export function StatementPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const id = useParam('id') as Statement['id']
  const found = useAsk('statement', { params: { id } })
  const chain = useAsk('chain', { params: { id } })
  const one = found.data
  return (
    <Page title={one === undefined ? t('one') : say(`statement_${one.kind}`)}>
      <ProblemBox error={found.error ?? chain.error} />
      {one !== undefined && (
        <>
          <Panel title={t('texts')}>
            <Texts texts={one.texts} />
          </Panel>
          <Panel title={t('data')}>
            <FactsOf one={one} />
          </Panel>
        </>
      )}
      {chain.data !== undefined && (
        <Panel title={t('history')}>
          <Timeline chain={chain.data} here={id} />
        </Panel>
      )}
    </Page>
  )
}

function FactsOf({ one }: { readonly one: Statement }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const { account, decision, enforcement, world, policy, at, outcome, about, dsa } = one
  return (
    <Facts
      facts={[
        [t('account'), <EntityLink key="account" entity={account} />],
        [t('policy'), policy],
        [t('world'), world ?? say('everyWorld')],
        [t('at'), <Time key="at" at={at} />],
        [t('appealUntil'), <AppealUntil key="until" one={one} />],
        ...(outcome === undefined ? [] : [[t('outcome'), outcomeOf(outcome, say)] as const]),
        ...(enforcement === null
          ? []
          : [[t('enforcement'), link(paths.enforcement(enforcement), enforcement)] as const]),
        ...(decision === null ? [] : [[t('decision'), link(paths.decision(decision), decision)] as const]),
        ...(about ?? []).map((id) => [t('corrects'), link(paths.statement(id), id)] as const),
        ...(one.automatedDecision === undefined ? [] : [[t('automated'), t(one.automatedDecision)] as const]),
        ...(one.source === undefined
          ? []
          : [[t('source'), one.source === 'report' ? t('report') : t('own')] as const]),
        ...(dsa === undefined
          ? []
          : [
              [
                t('dsa'),
                <ul key="dsa" className="acts-causes">
                  {Object.entries(dsa).map(([name, value]) => (
                    <li key={name}>
                      <code>{name}</code> {typeof value === 'string' ? value : value.join(', ')}
                    </li>
                  ))}
                </ul>,
              ] as const,
            ]),
      ]}
    />
  )
}

function AppealUntil({ one }: { readonly one: Statement }): ReactNode {
  const t = useWords(WORDS)
  const { appealUntil } = one
  const appealUntilMs = appealUntil === null ? undefined : Date.parse(appealUntil)
  const may = mayAppeal({ appealUntilMs }, Date.now())
  if (!may.ok && may.why === 'never') return t('noAppeal')
  return (
    <>
      <Time at={appealUntil!} /> {!may.ok && `(${t('appealOver')})`}
    </>
  )
}

function link(to: string, text: string): ReactNode {
  return (
    <A key={text} to={to}>
      {text}
    </A>
  )
}

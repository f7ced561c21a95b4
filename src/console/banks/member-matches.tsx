import type { ReactNode } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** So many stand in the dialog; the command line lists all. */
const SHOWN = 100

/** What a member matched: files by their hash, never what they show, and the decisions about them. */
export function MemberMatches(props: { readonly bank: BankReply; readonly member: number }): ReactNode {
  return (
    <OnlyUnbound>
      <Matches {...props} />
    </OnlyUnbound>
  )
}

function Matches({ bank, member }: { readonly bank: BankReply; readonly member: number }): ReactNode {
  const t = useWords(WORDS)
  const mayRead = useSession().may('read')
  const params = { bank: bank.name, member: String(member) }
  const { data, error } = useAsk('bankMatches', { params })
  if (error !== null) return <ProblemBox error={error} />
  if (data === undefined) return <p className="empty">{t('loading')}</p>
  if (data.matches.length === 0) return <Empty>{t('noMatches')}</Empty>
  return (
    <>
      {bank.sealed && <p className="field-hint">{t('sealedMatches')}</p>}
      <ul className="banks-matches">
        {data.matches.slice(0, SHOWN).map(({ media, decision, at, alone, counted }) => (
          <li key={`${media} ${decision} ${at}`}>
            <Time at={at} /> <code>{media}</code>{' '}
            {decision !== null &&
              (mayRead ? <A to={paths.decision(decision)}>{t('decision')}</A> : <code>{decision}</code>)}{' '}
            {alone && <Badge>{t('alone')}</Badge>} {counted && <Badge>{t('counted')}</Badge>}
          </li>
        ))}
      </ul>
      {data.matches.length > SHOWN && <p>{t('moreMatches', { count: data.matches.length - SHOWN })}</p>}
    </>
  )
}

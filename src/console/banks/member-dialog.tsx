import { type ReactNode, useState } from 'react'
import type { BankMemberReply, BankReply } from '../../api/contract/banks.ts'
import { type MemberAct, memberAfter } from '../../core/member-after.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { MemberMatches } from './member-matches.tsx'
import { MemberState } from './member-state.tsx'
import { WORDS } from './words.ts'

/** One member of a bank: where it is from, what became of it, what it matched, and what can be said of it. */
export function MemberDialog({
  bank,
  member,
  onClose,
}: {
  readonly bank: BankReply
  readonly member: number
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const params = { bank: bank.name, member: String(member) }
  const found = useAsk('bankMember', { params })
  const one = found.data
  return (
    <Dialog title={t('memberTitle', { member })} isOpen onClose={onClose} wide>
      <ProblemBox error={found.error} />
      {one !== undefined && (
        <>
          <FactsOf one={one} sealed={bank.sealed} />
          <Acts bank={bank} one={one} />
          <h3>{t('matches')}</h3>
          <MemberMatches bank={bank} member={member} />
        </>
      )}
      <div className="dialog-acts">
        <Button onPress={onClose}>{t('close')}</Button>
      </div>
    </Dialog>
  )
}

function FactsOf({ one, sealed }: { readonly one: BankMemberReply; readonly sealed: boolean }): ReactNode {
  const t = useWords(WORDS)
  const said = (text: string | null) => (text === null || text === '' ? '–' : <Said text={text} />)
  return (
    <Facts
      facts={[
        [t('state'), <MemberState key="state" state={one.state} sealed={sealed} />],
        [t('type'), <code key="type">{one.type}</code>],
        [t('source'), said(one.source)],
        [t('ids'), said(one.ids.join(', '))],
        [t('tags'), said(one.tags.join(', '))],
        [t('by'), said(one.by)],
        [t('decidedBy'), said(one.decidedBy)],
        [t('questionedBy'), said(one.questionedBy)],
        [t('why'), said(one.why)],
        [t('made'), <Time key="made" at={one.madeAt} />],
        [t('changed'), <Time key="changed" at={one.changedAt} />],
      ]}
    />
  )
}

const ROUTES = {
  confirm: 'confirmBankMember',
  release: 'releaseBankMember',
  dispute: 'disputeBankMember',
  withdraw: 'withdrawBankMember',
} as const
const ACTS = Object.keys(ROUTES) as MemberAct[]

function Acts({ bank, one }: { readonly bank: BankReply; readonly one: BankMemberReply }): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState<MemberAct>()
  const refreshes = ['bankMember', 'bankMembers', 'bankMatches', 'bank', 'listBanks'] as const
  const changes = {
    confirm: useChange(ROUTES.confirm, { refreshes }),
    release: useChange(ROUTES.release, { refreshes }),
    dispute: useChange(ROUTES.dispute, { refreshes }),
    withdraw: useChange(ROUTES.withdraw, { refreshes }),
  }
  const possible = ACTS.filter(
    (act) =>
      may(act === 'withdraw' ? 'bank.manage' : 'bank.judge') &&
      memberAfter(act, bank.sealed, one.state) !== undefined,
  )
  if (possible.length === 0) return null
  const isPending = ACTS.some((act) => changes[act].isPending)
  function go(act: MemberAct): void {
    setAsked(act)
    changes[act].mutate(
      { params: { bank: bank.name, member: String(one.member) }, body: { why: why.trim() } },
      {
        onSuccess: ({ jobs, state }) => {
          setWhy('')
          toast(t(jobs > 0 ? 'actJobs' : 'actDone', { state: t(`state_${state}`), count: jobs }))
        },
      },
    )
  }
  return (
    <>
      <TextField
        label={t('reason')}
        hint={t(bank.sealed ? 'reasonSealed' : 'reasonHint')}
        value={why}
        onChange={setWhy}
        maxLength={500}
        isRequired
      />
      {asked !== undefined && <ProblemBox error={changes[asked].error} />}
      <div className="page-acts">
        {possible.map((act) => (
          <Button
            key={act}
            {...(act === 'dispute' || act === 'withdraw' ? { danger: true } : {})}
            isDisabled={isPending || why.trim() === ''}
            onPress={() => go(act)}
          >
            {t(`act_${act}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

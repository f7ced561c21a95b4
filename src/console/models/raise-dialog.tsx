import { type ReactNode, useState } from 'react'
import type { Authority } from '../../lab/registry/authority.ts'
import { mayRaise } from '../../lab/registry/may-raise.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { useChange } from '../api/use-ask.ts'
import { Select } from '../kit/select.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ActDialog, CHANGED_BY_ACT } from './act-dialog.tsx'
import { shortId } from './short-id.ts'
import { useWho } from './use-who.ts'
import { WORDS } from './words.ts'

/** Asks for more authority of a model, or confirms what another person asked for. */
export function RaiseDialog(given: {
  readonly seen: SeenModel
  readonly steps: readonly Authority[]
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const who = useWho()
  const { user } = useSession()
  const { seen, steps, isOpen, onClose } = given
  const { id, state } = seen.record
  const [chosen, setChosen] = useState<Authority>()
  const raise = useChange('raiseModel', { refreshes: CHANGED_BY_ACT })
  const to = chosen !== undefined && steps.includes(chosen) ? chosen : steps[0]
  if (to === undefined) return null
  const verdict = mayRaise(seen, { to, by: user.id, nowMs: Date.now() })
  const isSecond = verdict.ok && verdict.step === 'confirm'
  return (
    <ActDialog
      title={t('raiseTitle', { model: shortId(id) })}
      act={t(isSecond ? 'confirmAct' : 'raiseAct')}
      done={t(isSecond ? 'raised' : 'raiseAsked')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={(why) => raise.mutateAsync({ params: { id }, body: { to, why } })}
      isPending={raise.isPending}
      error={raise.error}
      isHarmless={!isSecond}
    >
      <Select
        label={t('raiseTo')}
        value={to}
        options={steps.map((step) => ({ value: step, label: t(`may_${step}`) }))}
        onChange={(value) => setChosen(value as Authority)}
      />
      <p>
        {verdict.ok && verdict.step === 'confirm'
          ? t('raiseConfirm', { who: who(verdict.askedBy), to: t(`may_${to}`) })
          : t('raiseAsk')}
      </p>
      {state === 'shadow' && <p>{t('raiseShadow')}</p>}
    </ActDialog>
  )
}

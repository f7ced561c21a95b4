import { type ReactNode, useState } from 'react'
import { AUTHORITIES } from '../../lab/registry/authority.ts'
import { mayRaise } from '../../lab/registry/may-raise.ts'
import { mayLower } from '../../lab/registry/plan-lower.ts'
import { isTerminal } from '../../lab/registry/states.ts'
import { Button } from '../kit/button.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { LowerDialog } from './lower-dialog.tsx'
import { RaiseDialog } from './raise-dialog.tsx'
import { RetireDialog } from './retire-dialog.tsx'
import { RollBackDialog } from './roll-back-dialog.tsx'
import type { OpenModel } from './use-model.ts'
import { WORDS } from './words.ts'

type Act = 'lower' | 'raise' | 'roll-back' | 'retire'

/** What a person may do with a model; what they may not is not offered. */
export function ModelActs({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const { may, user } = useSession()
  const [act, setAct] = useState<Act>()
  if (!may('model.manage')) return null
  const { seen } = model
  const { state, isLastGood } = seen.record
  const nowMs = Date.now()
  const lowers = AUTHORITIES.filter((to) => mayLower(seen, to).ok)
  const raises = AUTHORITIES.filter((to) => mayRaise(seen, { to, by: user.id, nowMs }).ok)
  const close = () => setAct(undefined)
  return (
    <>
      {lowers.length > 0 && !isTerminal(state) && (
        <Button onPress={() => setAct('lower')}>{t('lower')}</Button>
      )}
      {raises.length > 0 && <Button onPress={() => setAct('raise')}>{t('raise')}</Button>}
      {(state === 'live' || state === 'canary') && (
        <Button danger onPress={() => setAct('roll-back')}>
          {t('rollBack')}
        </Button>
      )}
      {(!isTerminal(state) || isLastGood) && (
        <Button danger onPress={() => setAct('retire')}>
          {t('retire')}
        </Button>
      )}
      <LowerDialog seen={seen} steps={lowers} isOpen={act === 'lower'} onClose={close} />
      <RaiseDialog seen={seen} steps={raises} isOpen={act === 'raise'} onClose={close} />
      <RollBackDialog seen={seen} isOpen={act === 'roll-back'} onClose={close} />
      <RetireDialog seen={seen} isOpen={act === 'retire'} onClose={close} />
    </>
  )
}

import { type ReactNode, useState } from 'react'
import { Role } from '../../access/capability.ts'
import { WORDS as ACCESS } from '../access/words.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import '../access/access.css'

/** Which roles must have a second factor, and how many people that would stop. */
export function AccessPanel(): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const { data, error } = useAsk('accessSettings', {})
  const { data: people } = useAsk('listUsers', {})
  const [chosen, setChosen] = useState<readonly Role[]>()
  const [isAsking, setAsking] = useState(false)
  const change = useChange('setAccessSettings', { refreshes: ['accessSettings'] })
  const roles = chosen ?? data?.requireTotp ?? []
  const without = (people?.users ?? []).filter(
    ({ role, totp, state }) => roles.includes(role) && !totp && state !== 'disabled',
  ).length
  return (
    <Panel title={t('access')}>
      <ProblemBox error={error} />
      <fieldset className="choose">
        <legend>{t('accessHint')}</legend>
        <div className="choose-many">
          {Role.options.map((role) => (
            <Checkbox
              key={role}
              label={ta(`role_${role}`)}
              isChosen={roles.includes(role)}
              isDisabled={data === undefined}
              onChange={(isChosen) =>
                setChosen(isChosen ? [...roles, role] : roles.filter((one) => one !== role))
              }
            />
          ))}
        </div>
      </fieldset>
      <div>
        <Button primary isDisabled={chosen === undefined} onPress={() => setAsking(true)}>
          {t('save')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('saveTitle')}
        act={t('save')}
        isOpen={isAsking}
        isHarmless
        isPending={change.isPending}
        isDisabled={people === undefined}
        error={change.error}
        onClose={() => setAsking(false)}
        onAct={() =>
          change.mutate(
            { body: { requireTotp: [...roles] } },
            {
              onSuccess() {
                toast(t('saved'))
                setAsking(false)
                setChosen(undefined)
              },
            },
          )
        }
      >
        <p>{t('without', { count: without })}</p>
        <p>{t('accessNote')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

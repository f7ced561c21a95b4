import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { NewKey } from './new-key.tsx'
import { WORDS } from './words.ts'

type Key = Reply<'listOwnKeys'>['keys'][number]

/** The keys that speak for whoever looks. */
export function OwnKeys(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('listOwnKeys', {})
  const revoke = useChange('revokeOwnKey', { refreshes: ['listOwnKeys'] })
  const [isMaking, setMaking] = useState(false)
  const [going, setGoing] = useState<Key>()
  const keys = data?.keys ?? []
  const close = () => {
    setGoing(undefined)
    revoke.reset()
  }
  return (
    <Panel title={t('keys')} acts={<Button onPress={() => setMaking(true)}>{t('newKey')}</Button>}>
      <p className="account-soft">{t('keysWhat')}</p>
      <ProblemBox error={error} />
      {data !== undefined && keys.length === 0 && <Empty>{t('noKeys')}</Empty>}
      {keys.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="account-scroll" tabIndex={0} aria-label={t('keys')}>
          <table className="account-table">
            <thead>
              <tr>
                <th scope="col">{t('keyName')}</th>
                <th scope="col">{t('keyId')}</th>
                <th scope="col">{t('scopes')}</th>
                <th scope="col">{t('created')}</th>
                <th scope="col">{t('state')}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key.id}>
                  <th scope="row">
                    <Said text={key.name} />
                  </th>
                  <td>
                    <code>{key.id}</code>
                  </td>
                  <td>{key.scopes.map((scope) => t(`scope_${scope}`)).join(', ')}</td>
                  <td>
                    <Time at={key.createdAt} />
                  </td>
                  <td>
                    {key.revokedAt === null ? (
                      <Button aria-label={t('revokeNamed', { name: key.name })} onPress={() => setGoing(key)}>
                        {t('revoke')}
                      </Button>
                    ) : (
                      t('revoked')
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <NewKey isOpen={isMaking} onClose={() => setMaking(false)} />
      <ConfirmDialog
        title={t('revokeNamed', { name: going?.name ?? '' })}
        act={t('revoke')}
        isOpen={going !== undefined}
        onClose={close}
        isPending={revoke.isPending}
        error={revoke.error}
        onAct={() =>
          revoke.mutate(
            { params: { id: going!.id } },
            {
              onSuccess() {
                close()
                toast(t('keyRevoked'))
              },
            },
          )
        }
      >
        <p>{t('revokeWhat')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

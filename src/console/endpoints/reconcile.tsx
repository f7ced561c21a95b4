import { type ReactNode, useState } from 'react'
import type { Endpoint } from '../../api/contract/delivery.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Tells again what holds where it was not delivered; first how many that is. */
export function Reconcile({ endpoint }: { readonly endpoint?: Endpoint['id'] }): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const at = endpoint === undefined ? {} : { endpoint }
  const count = useChange('reconcile')
  const reconcile = useChange('reconcile', { refreshes: ['listEndpoints', 'endpoint', 'findDeliveries'] })
  return (
    <>
      <Button
        onPress={() => {
          setOpen(true)
          count.mutate({ body: { ...at, dryRun: true } })
        }}
      >
        {t('reconcile')}
      </Button>
      <ConfirmDialog
        title={t('reconcileTitle')}
        act={t('reconcile')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={() =>
          reconcile.mutate(
            { body: at },
            {
              onSuccess: ({ sent }) => {
                setOpen(false)
                toast(t('reconciled', { n: sent }))
              },
            },
          )
        }
        isPending={reconcile.isPending}
        isDisabled={count.data === undefined || count.data.behind === 0}
        isHarmless
        error={count.error ?? reconcile.error}
      >
        <p>{count.data === undefined ? t('counting') : t('reconcileWhat', { behind: count.data.behind })}</p>
      </ConfirmDialog>
    </>
  )
}

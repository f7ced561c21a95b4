import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Panel } from '../kit/page.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Ends every session, on all devices. */
export function OwnSessions(): ReactNode {
  const t = useWords(WORDS)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const { mutate, isPending, error } = useChange('signOut')
  return (
    <Panel title={t('sessions')}>
      <p>{t('sessionsWhat')}</p>
      <div>
        <Button danger onPress={() => setOpen(true)}>
          {t('signOutEverywhere')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('signOutEverywhere')}
        act={t('signOutEverywhere')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isPending={isPending}
        error={error}
        onAct={() =>
          mutate(
            { body: { everywhere: true } },
            {
              onSuccess() {
                queries.clear()
                location.assign(paths.signIn())
              },
            },
          )
        }
      >
        <p>{t('signOutWhat')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

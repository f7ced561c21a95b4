import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Endpoint } from '../../api/contract/delivery.ts'
import { mayManageEndpoints } from '../../enforcement/delivery/may-resend.ts'
import { useActor } from '../acts/use-actor.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Reconcile } from './reconcile.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { WORDS } from './words.ts'

const REFRESHES = ['listEndpoints', 'endpoint', 'findDeliveries'] as const

/** What can be done about an endpoint; each that takes something away says what, and how many. */
export function EndpointActs({ one }: { readonly one: Endpoint }): ReactNode {
  const t = useWords(WORDS)
  const { id } = one
  const [open, setOpen] = useState<'resend' | 'pause' | 'rotate' | 'remove'>()
  const resume = useChange('resumeEndpoint', { refreshes: REFRESHES })
  const test = useChange('testEndpoint', { refreshes: REFRESHES })
  const may = mayManageEndpoints(useActor())
  if (!may.ok)
    return <p className="acts-small">{t(may.why === 'no-right' ? 'mayNot_noRight' : 'mayNot_otherWorld')}</p>
  const isOn = one.state === 'on' && one.breaker.state === 'closed'
  const close = () => setOpen(undefined)
  return (
    <>
      <ProblemBox error={resume.error ?? test.error} />
      <Button
        isDisabled={test.isPending}
        onPress={() =>
          test.mutate(
            { params: { id } },
            {
              onSuccess: ({ delivered, result, status, ms }) =>
                toast(
                  t(delivered ? 'tested' : 'testFailed', {
                    ...{ result, status: status ?? t('noAnswer'), ms: Math.round(ms) },
                  }),
                ),
            },
          )
        }
      >
        {t('test')}
      </Button>
      {!isOn && (
        <Button
          primary
          onPress={() => resume.mutate({ params: { id } }, { onSuccess: () => toast(t('resumed')) })}
        >
          {t('resume')}
        </Button>
      )}
      {one.state === 'on' && <Button onPress={() => setOpen('pause')}>{t('pause')}</Button>}
      {one.dead > 0 && <Button onPress={() => setOpen('resend')}>{t('resend')}</Button>}
      <Reconcile endpoint={id} />
      <Button onPress={() => setOpen('rotate')}>{t('rotate')}</Button>
      <Button danger onPress={() => setOpen('remove')}>
        {t('remove')}
      </Button>
      {open === 'resend' && <ResendDead one={one} onClose={close} />}
      {open === 'pause' && <Pause one={one} onClose={close} />}
      {open === 'rotate' && <Rotate one={one} onClose={close} />}
      {open === 'remove' && <Remove one={one} onClose={close} />}
    </>
  )
}

interface Given {
  readonly one: Endpoint
  readonly onClose: () => void
}

function ResendDead({ one, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const preview = useAsk('previewResend', { body: { endpoint: one.id } })
  const resend = useChange('resendDead', { refreshes: REFRESHES })
  return (
    <ConfirmDialog
      title={t('resendTitle')}
      act={t('resend')}
      isOpen
      onClose={onClose}
      onAct={() =>
        resend.mutate(
          { body: { endpoint: one.id } },
          {
            onSuccess: ({ queued }) => {
              toast(t('resent', { n: queued }))
              onClose()
            },
          },
        )
      }
      isPending={resend.isPending}
      isDisabled={preview.data === undefined || preview.data.queued === 0}
      isHarmless
      error={preview.error ?? resend.error}
    >
      <p>{preview.data === undefined ? t('counting') : t('resendWhat', preview.data)}</p>
      {preview.data !== undefined && preview.data.overtaken > 0 && (
        <p>{t('resendOvertaken', { count: preview.data.overtaken })}</p>
      )}
    </ConfirmDialog>
  )
}

function Pause({ one, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const [why, setWhy] = useState('')
  const pause = useChange('pauseEndpoint', { refreshes: REFRESHES })
  return (
    <ConfirmDialog
      title={t('pauseTitle')}
      act={t('pause')}
      isOpen
      onClose={onClose}
      onAct={() =>
        pause.mutate(
          { params: { id: one.id }, body: why.trim() === '' ? {} : { why: why.trim() } },
          {
            onSuccess: () => {
              toast(t('paused'))
              onClose()
            },
          },
        )
      }
      isPending={pause.isPending}
      error={pause.error}
    >
      <p>{t('pauseWhat', { count: one.waiting })}</p>
      <TextField label={t('why')} value={why} onChange={setWhy} maxLength={200} />
    </ConfirmDialog>
  )
}

function Rotate({ one, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const rotate = useChange('rotateSecret', { refreshes: REFRESHES })
  if (rotate.data !== undefined) return <SecretDialog secret={rotate.data.secret} onClose={onClose} />
  return (
    <ConfirmDialog
      title={t('rotateTitle')}
      act={t('rotate')}
      isOpen
      onClose={onClose}
      onAct={() => rotate.mutate({ params: { id: one.id }, body: {} })}
      isPending={rotate.isPending}
      error={rotate.error}
    >
      <p>{t('rotateWhat')}</p>
    </ConfirmDialog>
  )
}

function Remove({ one, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const remove = useChange('removeEndpoint', { refreshes: ['listEndpoints', 'findDeliveries'] })
  const { host } = new URL(one.url)
  return (
    <ConfirmDialog
      title={t('removeTitle')}
      act={t('remove')}
      isOpen
      onClose={onClose}
      onAct={() =>
        remove.mutate(
          { params: { id: one.id } },
          {
            onSuccess: () => {
              toast(t('removed'))
              void navigate({ to: paths.endpoints() })
            },
          },
        )
      }
      isPending={remove.isPending}
      error={remove.error}
      typed={{ label: t('removeType', { host }), text: host }}
    >
      <p>{t('removeWhat', { waiting: one.waiting, dead: one.dead })}</p>
    </ConfirmDialog>
  )
}

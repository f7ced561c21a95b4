import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/text-field.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { useModeWord } from './mode-badge.tsx'
import { WORDS } from './words.ts'

/** Buttons that give a rule more or less force, or retire it. */
export function ModeActs({ rule }: { readonly rule: Reply<'rule'> }): ReactNode {
  const t = useWords(WORDS)
  const modeWord = useModeWord()
  const { may } = useSession()
  const navigate = useNavigate()
  const [to, setTo] = useState<'shadow' | 'canary' | 'live' | 'retired'>()
  const [share, setShare] = useState('5')
  const isShare = /^\d{1,2}(\.\d{1,2})?$/.test(share) && Number(share) > 0
  const mode = to === 'canary' ? `canary ${isShare ? Number(share) : 5}%` : (to ?? 'shadow')
  const close = () => setTo(undefined)
  const isAllowed = may('policy.manage')
  return (
    <>
      <Button onPress={() => void navigate({ to: paths.editRule(rule.id) })}>{t('edit')}</Button>
      {isAllowed && rule.mode !== 'shadow' && (
        <Button onPress={() => setTo('shadow')}>{t('toShadow')}</Button>
      )}
      {isAllowed && <Button onPress={() => setTo('canary')}>{t('toCanary')}</Button>}
      {isAllowed && rule.mode !== 'live' && (
        <Button primary onPress={() => setTo('live')}>
          {t('toLive')}
        </Button>
      )}
      {isAllowed && (
        <Button danger onPress={() => setTo('retired')}>
          {t('retire')}
        </Button>
      )}
      <ApplyDialog
        title={t('modeTitle', { rule: rule.id, from: modeWord(rule.mode), to: modeWord(mode) })}
        edits={[{ kind: 'change-rule', rule: rule.id, set: { mode } }]}
        isOpen={to !== undefined && to !== 'retired'}
        onClose={close}
      >
        {to === 'canary' && (
          <TextField
            label={t('share')}
            value={share}
            onChange={setShare}
            problem={isShare ? undefined : t('badShare')}
          />
        )}
      </ApplyDialog>
      <RetireDialog rule={rule} isOpen={to === 'retired'} onClose={close} />
    </>
  )
}

function RetireDialog(given: {
  readonly rule: Reply<'rule'>
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const { rule, isOpen, onClose } = given
  return (
    <ApplyDialog
      title={t('retireTitle', { rule: rule.id })}
      edits={[{ kind: 'remove-rule', rule: rule.id }]}
      isOpen={isOpen}
      onClose={onClose}
      onApplied={() => void navigate({ to: paths.rules() })}
      isDanger
    >
      <p>{t('retireSays', { n: rule.evidence.fired + rule.evidence.wouldHaveFired })}</p>
    </ApplyDialog>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignInRequest } from '../../api/contract/sessions.ts'
import { ask } from '../api/ask.ts'
import { AskError } from '../api/ask-error.ts'
import { keepCsrfToken } from '../api/csrf.ts'

export interface SigningIn {
  /** Whether somebody is signed in now. */
  signIn(request: SignInRequest): Promise<boolean>
  readonly isPending: boolean
  readonly error: AskError | undefined
  /** The password is right, and a code is asked for. */
  readonly wantsCode: boolean
  /** With another address. */
  startAgain(): void
}

/** Signs in by password, and by a code only when one is asked for. */
export function useSignIn(): SigningIn {
  const queries = useQueryClient()
  const [state, setState] = useState<Pick<SigningIn, 'isPending' | 'error' | 'wantsCode'>>({
    isPending: false,
    error: undefined,
    wantsCode: false,
  })
  return {
    ...state,
    startAgain: () => setState({ isPending: false, error: undefined, wantsCode: false }),
    async signIn(request) {
      setState((before) => ({ ...before, isPending: true, error: undefined }))
      try {
        const session = await ask('signIn', { body: request })
        keepCsrfToken(session.csrf)
        await queries.resetQueries({ queryKey: ['session'] })
        return true
      } catch (fault) {
        const error = fault instanceof AskError ? fault : new AskError('unreachable', String(fault))
        const asksForCode = error.kind === 'second-factor-needed'
        setState((before) => ({
          isPending: false,
          // The first time it is no mistake.
          error: asksForCode && !before.wantsCode ? undefined : error,
          wantsCode: before.wantsCode || asksForCode,
        }))
        return false
      }
    },
  }
}

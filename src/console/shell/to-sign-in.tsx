import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { returnPath } from '../../access/return-path.ts'
import { paths } from '../paths.ts'

/** Leads to the sign-in page, once, and from there back to the page that was asked for. */
export function ToSignIn(): ReactNode {
  const navigate = useNavigate()
  useEffect(() => {
    void navigate({
      to: paths.signIn(),
      search: { to: returnPath(location.pathname + location.search) },
      replace: true,
    })
  }, [navigate])
  return null
}

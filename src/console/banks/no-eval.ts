import { z } from 'zod'

// Checks are not compiled: the pages' policy allows no code that was not built. To be imported before any schema is made.
z.config({ jitless: true })

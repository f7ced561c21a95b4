import { z } from 'zod'

/** The address of another service: http or https, without a password in it. */
export const ServiceUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => !/^[a-z]+:\/\/[^/]*@/i.test(url),
    'a password in a URL would be logged by others; leave it out',
  )

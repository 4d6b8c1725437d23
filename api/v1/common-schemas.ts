import { z } from '@hono/zod-openapi'

export const instant = z
  .union([z.date(), z.string()])
  .transform((value) => new Date(value).toISOString())
  .meta({ type: 'string', format: 'date-time' })
export const problemSchema = z
  .object({
    type: z.string().describe('leads to what the code means'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('what went wrong, for programs'),
    detail: z.string().optional().describe('which of several reasons; of a refused bid the code of the refusal'),
    fields: z
      .array(z.object({ field: z.string().describe('dotted path'), reason: z.string() }))
      .optional()
      .describe('what is wrong with which field'),
    data: z.unknown().optional().describe('what helps to go on: after a refused bid the answer with the nearest valid one'),
    requestId: z.string().describe('tell it to the operator'),
  })
  .meta({ id: 'Problem' })

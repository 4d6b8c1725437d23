import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'

/** A path as the user meant it: relative to where the command was called. */
export const userPath = (file: string): string => path.resolve(process.env.STOA_CWD ?? process.cwd(), file)

/**
 * Plays one script or case from a file or standard input (`-`), or one a line from a `.jsonl` file, and prints one line
 * of JSON for each. What does not fit the schema is named by field; the exit code is 1 then.
 */
export async function playFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  play: (input: z.output<Schema>) => unknown,
): Promise<void> {
  const playText = (text: string, where: string): string => {
    try {
      const parsed = schema.safeParse(JSON.parse(text))
      if (parsed.success) return JSON.stringify(play(parsed.data))
      process.exitCode = 1
      return complain(
        where,
        parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
      )
    } catch (error) {
      process.exitCode = 1
      return complain(where, [error instanceof Error ? error.message : String(error)])
    }
  }
  if (!file.endsWith('.jsonl')) {
    const text = file === '-' ? await readInput() : await readFile(userPath(file), 'utf8')
    process.stdout.write(`${playText(text, file)}\n`)
    return
  }
  let number = 0
  let output = ''
  for await (const line of createInterface({ input: createReadStream(userPath(file)), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    output += `${playText(line, `${file}:${number}`)}\n`
    if (output.length > 65_536) {
      process.stdout.write(output)
      output = ''
    }
  }
  process.stdout.write(output)
}

function complain(where: string, issues: string[]): string {
  process.stderr.write(`${where}: ${issues.join('; ')}\n`)
  return JSON.stringify({ error: 'invalid input', issues })
}

async function readInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return text
}

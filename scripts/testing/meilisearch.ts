import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Ajv2020 from 'ajv/dist/2020.js'
import { distance } from 'fastest-levenshtein'

const SPECIFICATION = '../shared/data/meilisearch/openapi.json'

type Json = Record<string, unknown>
interface StoredIndex {
  createdAt: string
  documents: Map<string, Json>
  settings: Json
}

interface Reply {
  status: number
  body?: unknown
}

/**
 * A stand-in for Meilisearch, in memory: the calls that are used here, with requests and replies checked against the published
 * specification of its interface. Writing is a queue of tasks that are done in order, a moment after they were accepted.
 */
export class TestMeilisearch {
  readonly indexes = new Map<string, StoredIndex>()
  readonly calls: string[] = []
  /** what did not keep to the specification; a test ends by asking for none */
  readonly violations: string[] = []
  /** answers with this instead of what was asked for */
  failWith: number | null = null
  private readonly tasks: { type: string; indexUid: string | null; status: string; error: Json | null; enqueuedAt: string }[] = []
  private readonly check = new SpecificationCheck()
  private readonly http: Server = createServer((request, response) => {
    this.answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body)),
      (error) => {
        this.violations.push(String(error))
        response.writeHead(500).end()
      },
    )
  })

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(port, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    this.http.closeAllConnections()
    return new Promise((resolve) => this.http.close(() => resolve()))
  }

  private async answer(request: IncomingMessage): Promise<Reply> {
    const { pathname } = new URL(request.url ?? '/', 'http://meilisearch')
    const method = (request.method ?? 'GET').toLowerCase()
    const text = Buffer.concat(await request.toArray()).toString()
    const body: unknown = text ? JSON.parse(text) : undefined
    this.calls.push(`${method} ${pathname}`)
    if (this.failWith !== null) return { status: this.failWith, body: { message: 'down', code: 'internal', type: 'internal', link: '' } }
    const [, , uid] = pathname.split('/')
    const template = pathname.replace(/^\/indexes\/[^/]+/, '/indexes/{index_uid}').replace(/^\/tasks\/\d+/, '/tasks/{task_id}')
    this.violations.push(...this.check.request(template, method, body))
    const reply = this.handle(`${method} ${template}`, uid ?? '', body)
    this.violations.push(...this.check.reply(template, method, reply))
    return reply
  }

  private handle(call: string, uid: string, body: unknown): Reply {
    const index = this.indexes.get(uid)
    switch (call) {
      case 'post /indexes': {
        const { uid: name } = body as { uid: string }
        return this.enqueue('indexCreation', name, () => {
          if (this.indexes.has(name)) return `Index \`${name}\` already exists.`
          this.indexes.set(name, { createdAt: new Date().toISOString(), documents: new Map(), settings: {} })
          return null
        })
      }
      case 'get /indexes/{index_uid}':
        if (!index) return missing(uid)
        return { status: 200, body: { uid, createdAt: index.createdAt, updatedAt: index.createdAt, primaryKey: 'id' } }
      case 'delete /indexes/{index_uid}':
        return this.enqueue('indexDeletion', uid, () => (this.indexes.delete(uid) ? null : `Index \`${uid}\` not found.`))
      case 'patch /indexes/{index_uid}/settings':
        return this.enqueue('settingsUpdate', uid, (at) => {
          at.settings = { ...at.settings, ...(body as Json) }
          return null
        })
      case 'post /indexes/{index_uid}/documents':
        return this.enqueue('documentAdditionOrUpdate', uid, (at) => {
          for (const document of body as Json[]) at.documents.set(String(document.id), document)
          return null
        })
      case 'post /indexes/{index_uid}/documents/delete-batch':
        return this.enqueue('documentDeletion', uid, (at) => {
          for (const id of body as string[]) at.documents.delete(id)
          return null
        })
      case 'post /indexes/{index_uid}/documents/delete':
        return this.enqueue('documentDeletion', uid, (at) => {
          const matches = filterOf((body as { filter: string }).filter, at.settings)
          for (const [id, document] of at.documents) if (matches(document)) at.documents.delete(id)
          return null
        })
      case 'post /swap-indexes': {
        const [{ indexes, rename }] = body as [{ indexes: [string, string]; rename?: boolean }]
        return this.enqueue('indexSwap', null, () => this.swap(indexes, rename === true))
      }
      case 'get /tasks/{task_id}': {
        const task = this.tasks[Number(uid)]
        return task ? { status: 200, body: { uid: Number(uid), ...task } } : missing(uid)
      }
      case 'post /indexes/{index_uid}/search':
        return index ? { status: 200, body: search(index, body as SearchBody) } : missing(uid)
      default:
        throw new Error(`the stand-in does not know ${call}`)
    }
  }

  private swap([from, to]: [string, string], rename: boolean): string | null {
    const [a, b] = [this.indexes.get(from), this.indexes.get(to)]
    if (!a || (!rename && !b) || (rename && b)) return `Index \`${a ? to : from}\` cannot be swapped.`
    this.indexes.set(to, a)
    if (b) this.indexes.set(from, b)
    else this.indexes.delete(from)
    return null
  }

  /** Accepts a task; it is done after all before it, when its time has come. */
  private enqueue(type: string, indexUid: string | null, work: (index: StoredIndex) => string | null): Reply {
    const task = { type, indexUid, status: 'enqueued', error: null as Json | null, enqueuedAt: new Date().toISOString() }
    const taskUid = this.tasks.push(task) - 1
    setTimeout(() => {
      const index = indexUid === null ? undefined : this.indexes.get(indexUid)
      const problem =
        !index && !['indexCreation', 'indexSwap'].includes(type) ? `Index \`${indexUid}\` not found.` : work(index as StoredIndex)
      task.status = problem === null ? 'succeeded' : 'failed'
      task.error = problem === null ? null : { message: problem, code: 'index_not_found', type: 'invalid_request', link: '' }
    }, 1)
    return { status: 202, body: { taskUid, indexUid, status: 'enqueued', type, enqueuedAt: task.enqueuedAt } }
  }
}

const missing = (uid: string): Reply => ({
  status: 404,
  body: {
    message: `Index \`${uid}\` not found.`,
    code: 'index_not_found',
    type: 'invalid_request',
    link: 'https://docs.meilisearch.com/errors#index_not_found',
  },
})

/** Checks bodies against the schemas that the specification gives for a call. */
class SpecificationCheck {
  private readonly specification = JSON.parse(readFileSync(SPECIFICATION, 'utf8')) as {
    paths: Record<string, Record<string, { requestBody?: Content; responses: Record<string, Content> }>>
  }
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

  constructor() {
    this.ajv.addSchema(this.specification, 'specification')
  }

  request(path: string, method: string, body: unknown): string[] {
    const call = this.specification.paths[path]?.[method]
    if (!call) return [`${method} ${path} is not in the specification`]
    return body === undefined ? [] : this.errors(`${method} ${path}`, call.requestBody, pointer(path, method, 'requestBody'), body)
  }

  reply(path: string, method: string, { status, body }: Reply): string[] {
    const call = this.specification.paths[path]?.[method]
    const content = call?.responses[String(status)]
    if (!content) return [`${method} ${path} does not answer with ${status}`]
    return this.errors(`${method} ${path} ${status}`, content, pointer(path, method, `responses/${status}`), body)
  }

  private errors(call: string, content: Content | undefined, at: string, body: unknown): string[] {
    if (!content?.content?.['application/json']) return []
    const validate = this.ajv.compile({ $ref: `specification#${at}/content/application~1json/schema` })
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${call}: ${error.instancePath} ${error.message}`)
  }
}

interface Content {
  content?: Record<string, unknown>
}

const pointer = (path: string, method: string, rest: string) =>
  `/paths/${encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'))}/${method}/${rest}`

interface SearchBody {
  q?: string
  filter?: string
  limit?: number
  attributesToRetrieve?: string[]
  matchingStrategy?: string
}

const HAN = /[\u3400-\u9fff]+/g

/** Words of a text: Latin ones and numbers, and pairs of Chinese characters. */
function wordsOf(text: string): string[] {
  const runs = (text.match(HAN) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
  const latin = text
    .replace(HAN, ' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return [...latin.split(/[^a-z0-9]+/).filter(Boolean), ...runs]
}

/** All words must be there: the last one as a beginning, each with as many slips as its length allows. Best first by slips, then by attribute. */
function search(index: StoredIndex, { q = '', filter, limit = 20, attributesToRetrieve = ['*'] }: SearchBody) {
  const {
    searchableAttributes,
    stopWords = [],
    typoTolerance,
  } = index.settings as {
    searchableAttributes: string[]
    stopWords?: string[]
    typoTolerance: { minWordSizeForTypos: { oneTypo: number; twoTypos: number }; disableOnAttributes: string[]; disableOnNumbers: boolean }
  }
  const matches = filterOf(filter, index.settings)
  const asked = wordsOf(q).filter((word) => !stopWords.includes(word))
  const slips = (word: string) => {
    if (typoTolerance.disableOnNumbers && /^\d+$/.test(word)) return 0
    const { oneTypo, twoTypos } = typoTolerance.minWordSizeForTypos
    return word.length >= twoTypos ? 2 : word.length >= oneTypo ? 1 : 0
  }
  const found: { document: Json; typos: number; attribute: number }[] = []
  for (const document of index.documents.values()) {
    if (!matches(document)) continue
    const texts = searchableAttributes.map((name) => ({ name, words: wordsOf([document[name] ?? ''].flat().join(' ')) }))
    let typos = 0
    let attribute = 0
    const all = asked.every((word, at) => {
      let best: { typos: number; attribute: number } | null = null
      for (const [place, { name, words }] of texts.entries())
        for (const candidate of words) {
          const off = apart(word, candidate, at === asked.length - 1)
          const allowed = typoTolerance.disableOnAttributes.includes(name) ? 0 : slips(word)
          if (off <= allowed && (!best || off < best.typos)) best = { typos: off, attribute: place }
        }
      typos += best?.typos ?? 0
      attribute += best?.attribute ?? 0
      return best !== null
    })
    if (all) found.push({ document, typos, attribute })
  }
  found.sort((a, b) => a.typos - b.typos || a.attribute - b.attribute)
  const hits = found.slice(0, limit).map(({ document }) => pick(document, attributesToRetrieve))
  return { hits, query: q, processingTimeMs: 1, limit, offset: 0, estimatedTotalHits: found.length }
}

const pick = (document: Json, names: string[]) =>
  names.includes('*') ? document : Object.fromEntries(names.filter((name) => name in document).map((name) => [name, document[name]]))

/** Slips between a word and another; for the last word only its beginning counts, and two letters that changed places are one slip. */
function apart(word: string, candidate: string, isLast: boolean): number {
  if (word === candidate || (isLast && candidate.startsWith(word))) return 0
  const other = isLast ? candidate.slice(0, word.length) : candidate
  const off = distance(word, other)
  const swapped = [...word].sort().join('') === [...other].sort().join('') && word[0] === other[0]
  return off === 2 && swapped ? 1 : off
}

/** The filters that are used: `name IN ["a", "b"]`, `name = "a"` and `name < 1`, with AND between them. Only filterable attributes. */
function filterOf(filter: string | undefined, settings: Json): (document: Json) => boolean {
  const parts = (filter ?? '').split(' AND ').filter(Boolean)
  const conditions = parts.map((part) => {
    const [, name, operator, value] = /^(\w+) (IN|=|<) (.+)$/.exec(part) ?? []
    if (!name || !(settings.filterableAttributes as string[]).includes(name)) throw new Error(`cannot filter by ${part}`)
    const wanted = JSON.parse(value as string) as unknown
    return (document: Json) => {
      const own = [document[name]].flat()
      if (operator === '<') return own.some((each) => Number(each) < Number(wanted))
      return own.some((each) => [wanted].flat().includes(each))
    }
  })
  return (document) => conditions.every((holds) => holds(document))
}

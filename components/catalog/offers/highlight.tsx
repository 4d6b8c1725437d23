import { highlight } from '@/lib/discovery/search/model'

/** A text with the searched words marked. */
export const Highlight = ({ text, question }: { text: string; question: string }) =>
  highlight(text, question).map((part, index) => {
    const key = `${index}-${part.text}`
    return part.match ? (
      <mark key={key} className="mark">
        {part.text}
      </mark>
    ) : (
      <span key={key}>{part.text}</span>
    )
  })

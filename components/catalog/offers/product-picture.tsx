/** A drawing for each branch of the category tree, in the line style of technical catalogs. */
const drawings: Record<string, string> = {
  '3116': 'M30 34h20v12H30zM34 46h12v30H34zM34 54h12M34 60h12M34 66h12',
  '2711': 'M24 70l30-30M50 28a12 12 0 1 0 14 16l-8 2-6-6 2-8z',
  '4618': 'M26 58c0-20 10-30 24-30s24 10 24 30zM20 58h60v8H20zM50 28v30',
  '4412': 'M28 72l4-14 32-32 10 10-32 32zM58 32l10 10',
  '1411': 'M32 22h28l10 10v46H32zM60 22v10h10M40 44h22M40 52h22M40 60h22',
  '4321': 'M38 24h24a8 8 0 0 1 8 8v32a20 20 0 0 1-40 0V32a8 8 0 0 1 8-8zM50 24v20',
  '3912': 'M34 24h32v52H34zM46 36h8v16h-8zM42 64h16M38 24v-6M62 24v-6M38 76v6M62 76v6',
  '2612': 'M50 50m-26 0a26 26 0 1 0 52 0a26 26 0 1 0-52 0M50 50m-14 0a14 14 0 1 0 28 0a14 14 0 1 0-28 0',
  '3910': 'M50 20a18 18 0 0 1 10 33v9H40v-9a18 18 0 0 1 10-33zM42 68h16M44 74h12',
  '4713': 'M42 20h16v10l6 8v40H36V38l6-8zM36 52h28',
  '4112': 'M42 20h16M46 20v22L30 76h40L54 42V20M36 62h28',
}

const FALLBACK = 'M28 36l22-12 22 12v28L50 76 28 64zM28 36l22 12 22-12M50 48v28'

interface Props {
  /** the supplier's picture, if there is one */
  fileId: string | null
  category: string | null
  label: string
  size?: number
}

/** The product's picture; without one a drawing by its category. */
export function ProductPicture({ fileId, category, label, size = 72 }: Props) {
  if (fileId)
    return (
      // biome-ignore lint/performance/noImgElement: the picture is small already and only for whoever may see it
      <img
        src={`/api/files/${fileId}`}
        alt={label}
        width={size}
        height={size}
        loading="lazy"
        style={{ flex: 'none', objectFit: 'contain', borderRadius: 4, background: 'var(--mantine-color-white)' }}
      />
    )
  const drawing = drawings[(category ?? '').slice(0, 4)] ?? FALLBACK
  return (
    <svg
      viewBox="0 0 100 100"
      width={size}
      height={size}
      role="img"
      aria-label={label}
      style={{ flex: 'none', color: 'var(--mantine-color-dimmed)' }}
    >
      <rect width="100" height="100" rx="6" fill="var(--mantine-color-default-hover)" />
      <path d={drawing} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}

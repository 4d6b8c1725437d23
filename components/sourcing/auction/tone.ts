'use client'

/** A short tone: rising for a better rank, falling for a worse one. Browsers allow it after the first click. */
export function playTone(better: boolean): void {
  try {
    const audio = new AudioContext()
    const oscillator = audio.createOscillator()
    const gain = audio.createGain()
    oscillator.frequency.setValueAtTime(better ? 520 : 660, audio.currentTime)
    oscillator.frequency.linearRampToValueAtTime(better ? 780 : 420, audio.currentTime + 0.18)
    gain.gain.setValueAtTime(0.08, audio.currentTime)
    gain.gain.linearRampToValueAtTime(0, audio.currentTime + 0.22)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start()
    oscillator.stop(audio.currentTime + 0.24)
    oscillator.onended = () => void audio.close()
  } catch {
    // Without sound the rank still changes on the screen.
  }
}

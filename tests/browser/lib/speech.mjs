// A stand-in for the voices of a device: the browser of the tests has none. It writes down what it
// is asked to say, and says it at once or when it is told to.

export const BRITISH = { name: 'Daniel', lang: 'en-GB', localService: true, default: true };
export const NETWORK = { name: 'Cloud', lang: 'en-GB', localService: false, default: true };
export const WELSH = { name: 'Nia', lang: 'cy-GB', localService: true, default: false };
export const ARABIC = { name: 'Laila', lang: 'ar-EG', localService: true, default: false };

/**
 * Gives a page a voice before it is opened. `voices` are there from the start; `mute` voices do not
 * start, `endless` ones do not end, and `slow` ones wait for `speech.finish()`.
 */
export async function giveVoices(context, voices, how = 'quick') {
  await context.addInitScript(standIn, { voices, how });
}

// This function is sent to the browser as text: it may use nothing from outside itself.
function standIn({ voices, how }) {
  const speech = { said: [], cancelled: 0, now: null, voices, onvoiceschanged: null };
  const tell = (utterance, kind, more = {}) => utterance[`on${kind}`]?.({ type: kind, ...more });
  Object.assign(speech, {
    getVoices: () => speech.voices,
    speak(utterance) {
      const { text, lang, rate, voice } = utterance;
      speech.said.push({ text, lang, rate, voice: voice.name });
      speech.now = utterance;
      if (how !== 'mute') {
        setTimeout(() => {
          if (speech.now === utterance) {
            tell(utterance, 'start');
          }
        }, 1);
      }
      if (how === 'quick') {
        setTimeout(() => speech.finish(utterance), 5);
      }
    },
    finish(utterance = speech.now) {
      if (utterance && speech.now === utterance) {
        speech.now = null;
        tell(utterance, 'end');
      }
    },
    cancel() {
      speech.cancelled += 1;
      const utterance = speech.now;
      speech.now = null;
      if (utterance) {
        tell(utterance, 'error', { error: 'canceled' });
      }
    },
    /** Another tab takes the voice away. */
    interrupt() {
      const utterance = speech.now;
      speech.now = null;
      tell(utterance, 'error', { error: 'interrupted' });
    },
    /** Voices come late. */
    arrive(late) {
      speech.voices = late;
      speech.onvoiceschanged?.();
    },
  });
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: speech, configurable: true });
}

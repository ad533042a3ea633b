/** Speaks instead of writing: a button over the file field records, shows for how long, and listens back. */

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** Speech needs no more. */
const BITS = 32_000;

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function button(words: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'act';
  made.textContent = words;
  return made;
}

function start(input: HTMLInputElement): void {
  const type = window.MediaRecorder && TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  if (!type || !navigator.mediaDevices?.getUserMedia) return;
  const { record = '', stop = '', refused = '', kept = '', longest = '3600', fileName = 'voix' } = input.dataset;
  const row = document.createElement('p');
  const act = button(record);
  const say = document.createElement('span');
  const timer = document.createElement('span');
  const heard = document.createElement('audio');
  row.className = 'row';
  say.setAttribute('role', 'status');
  heard.controls = true;
  heard.hidden = true;
  timer.setAttribute('aria-hidden', 'true');
  row.append(act, timer, say);
  input.before(row);
  input.after(heard);

  let recorder: MediaRecorder | undefined;
  let tick = 0;
  let shown = '';

  function keep(parts: Blob[]): void {
    const sound = new Blob(parts, { type: type!.split(';')[0] });
    const file = new File([sound], `${fileName}.${sound.type.split('/')[1]}`, { type: sound.type });
    const list = new DataTransfer();
    list.items.add(file);
    input.files = list.files;
    if (shown) URL.revokeObjectURL(shown);
    shown = URL.createObjectURL(sound);
    heard.src = shown;
    heard.hidden = false;
    say.textContent = kept;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  async function begin(): Promise<void> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say.textContent = refused;
      return;
    }
    const parts: Blob[] = [];
    let seconds = 0;
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    recorder.ondataavailable = (event) => event.data.size > 0 && parts.push(event.data);
    const stopped = new Promise<void>((done) => {
      recorder!.onstop = () => {
        clearInterval(tick);
        stream.getTracks().forEach((track) => track.stop());
        recorder = undefined;
        act.textContent = record;
        timer.textContent = '';
        keep(parts);
        done();
      };
    });
    recorder.start(1_000);
    act.textContent = stop;
    say.textContent = '';
    tick = window.setInterval(() => {
      seconds += 1;
      timer.textContent = clock(seconds);
      if (seconds >= Number(longest)) recorder?.stop();
    }, 1_000);
    if (input.form) window.preau.hold(input.form, stopped);
  }

  act.addEventListener('click', () => (recorder ? recorder.stop() : void begin()));
  // Handing in ends the recording; the form waits for it.
  input.form?.addEventListener('click', (event) => {
    if ((event.target as Element).closest('button:not([type=button])')) recorder?.stop();
  });
}

window.preau.island('voice', (element) => start(element as HTMLInputElement));

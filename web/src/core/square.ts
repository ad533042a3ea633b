/** What the square or the bars in front of a camera hold. */
import decodeQR from 'qr/decode.js';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type Detecting = Window & { BarcodeDetector?: new (options: { formats: string[] }) => Detector };

const SIDE = 480;
const PAUSE = 150;

/** Reads by the browser itself when it can, else by us, who read squares alone. */
function reader(video: HTMLVideoElement, formats: string[]): () => Promise<string> {
  const { BarcodeDetector } = window as Detecting;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const ours = () => {
    if (!pen || !video.videoWidth) return '';
    const scale = Math.min(1, SIDE / Math.min(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ''; // no square in this picture
    }
  };
  let detector: Detector | undefined;
  try {
    detector = BarcodeDetector && new BarcodeDetector({ formats });
  } catch {
    detector = undefined;
  }
  return async () => {
    if (!detector) return ours();
    try {
      return (await detector.detect(video))[0]?.rawValue ?? '';
    } catch {
      detector = undefined;
      return ours();
    }
  };
}

/**
 * Looks through a camera and gives what each picture holds, or nothing, until that is enough. Whether there was a
 * camera to look through; it stops with the page.
 */
export async function watch(
  video: HTMLVideoElement, facing: 'user' | 'environment', formats: string[], isEnough: (text: string) => boolean,
): Promise<boolean> {
  let stream: MediaStream | undefined;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing }, audio: false });
  } catch {
    return false;
  }
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  };
  window.addEventListener('pagehide', stop);
  video.hidden = false;
  video.srcObject = stream;
  await video.play();
  const read = reader(video, formats);
  while (stream && !isEnough(await read())) await new Promise((again) => window.setTimeout(again, PAUSE));
  stop();
  video.hidden = true;
  return true;
}

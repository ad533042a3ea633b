//! Sounds on their way in: how long they last is read from the file itself, packet by packet,
//! without decoding any.

use std::fs::File;

use files::MediaType;
use kernel::Lang;
use maud::{Markup, html};
use symphonia::core::{
    codecs::CodecParameters,
    formats::{FormatOptions, FormatReader, Track, TrackType, probe::Hint},
    io::{MediaSourceStream, MediaSourceStreamOptions},
    meta::MetadataOptions,
    units::Timestamp,
};
use web::{Form, ui};

use crate::{attachment::Attachment, parts, t};

/// The longest sound that is taken, in seconds: an hour.
pub(crate) const LONGEST: i64 = 3_600;

/// What a sound or a film turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It goes on after [`LONGEST`].
    TooLong,
    /// A sound, with the type it is served as: a recording of a browser is a film without a picture.
    Sound(&'static str),
    /// A film, or nothing that can be read: kept as any file, to be downloaded.
    Other,
}

/// The types of sounds that are heard in place.
const SOUNDS: [&str; 5] = ["audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm"];

/// The type of a sound that may be heard in place; nothing for anything else.
pub(crate) fn safe_sound(media: &str) -> Option<&'static str> {
    SOUNDS.into_iter().find(|known| *known == media)
}

/// Whether there may be something to hear in a file.
pub(crate) fn may_sound(media: MediaType) -> bool {
    use MediaType::{M4a, Mp3, Mp4, Ogg, Wav, Webm};
    matches!(media, Mp3 | M4a | Ogg | Wav | Webm | Mp4)
}

/// Looks at a sound or a film without playing it.
pub(crate) fn hear(content: File, media: MediaType) -> Heard {
    let source = MediaSourceStream::new(Box::new(content), MediaSourceStreamOptions::default());
    let (formats, metadata) = (FormatOptions::default(), MetadataOptions::default());
    let opened = symphonia::default::get_probe().probe(&Hint::new(), source, formats, metadata);
    let Ok(mut sound) = opened else { return Heard::Other };
    if goes_on(sound.as_mut()) {
        return Heard::TooLong;
    }
    let is_heard = |track: &Track| matches!(track.codec_params, Some(CodecParameters::Audio(_)));
    let tracks = sound.tracks();
    if tracks.is_empty() || !tracks.iter().all(is_heard) {
        return Heard::Other;
    }
    let mime = match media {
        MediaType::Mp4 => "audio/mp4",
        MediaType::Webm => "audio/webm",
        other => other.mime(),
    };
    safe_sound(mime).map_or(Heard::Other, Heard::Sound)
}

fn goes_on(sound: &mut dyn FormatReader) -> bool {
    let Some(track) = sound.default_track(TrackType::Audio) else { return false };
    let (id, Some(base)) = (track.id, track.time_base) else { return false };
    let is_past = |at: Timestamp| base.calc_time_saturating(at).as_secs() >= LONGEST;
    while let Ok(Some(packet)) = sound.next_packet() {
        if packet.track_id == id && is_past(packet.pts) {
            return true;
        }
    }
    false
}

/// A sound to send: recorded on the spot where the browser can, or a file. `kept` is said once it is
/// recorded; `limit` is how many bytes the route of the form accepts.
pub(crate) fn field(form: &Form, kept: &str, limit: usize) -> Markup {
    let lang = form.lang();
    let error = form.error_of("voix");
    html! {
        div class={ "field" @if error.is_some() { " bad" } } {
            label for="voix" { (t::voice(lang)) }
            p.hint #voix-aide { (t::voice_hint(lang)) }
            @if let Some(error) = error { p.error #voix-erreur { (ui::icon("circle-alert")) span { (error) } } }
            (ui::too_heavy(lang, "voix"))
            input type="file" id="voix" name="voix" accept="audio/*" data-most=(limit) aria-describedby="voix-aide" data-island="voice"
                data-record=(t::voice_record(lang)) data-stop=(t::voice_stop(lang)) data-kept=(kept)
                data-refused=(t::voice_refused(lang)) data-longest=(LONGEST) data-file-name=(t::voice_file(lang))
                aria-invalid=[error.map(|_| "true")];
        }
    }
}

/// Sounds to listen to, each with its weight.
pub(crate) fn listen(lang: Lang, sounds: &[Attachment]) -> Markup {
    html! {
        @for (at, sound) in (1_i64..).zip(sounds) {
            p.heard {
                audio controls preload="none" src=(sound.path()) aria-label=(t::voice_of_answer(lang, at)) {}
                a href=(sound.path()) { (t::voice_open(lang)) } " "
                small.muted { (parts::weight(lang, sound.size)) }
            }
        }
    }
}

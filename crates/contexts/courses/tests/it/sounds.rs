//! Sounds as programs write them, of so many minutes in few bytes.

use testkit::both;

use crate::world::World;

/// A length that is written in one byte, or in two.
fn sized(id: &[u8], inside: &[u8]) -> Vec<u8> {
    let length = u16::try_from(inside.len()).unwrap();
    let length = if length < 0x7F {
        vec![0x80 | u8::try_from(length).unwrap()]
    } else {
        (0x4000 | length).to_be_bytes().to_vec()
    };
    [id, &length, inside].concat()
}

/// A recording of a browser: Opus in WebM that does not say how long it is, one packet each ten
/// seconds.
fn webm(minutes: u32) -> Vec<u8> {
    const ENDLESS: [u8; 8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let head = [
        sized(&[0x42, 0x86], &[1]),
        sized(&[0x42, 0xF7], &[1]),
        sized(&[0x42, 0xF2], &[4]),
        sized(&[0x42, 0xF3], &[8]),
        sized(&[0x42, 0x82], b"webm"),
        sized(&[0x42, 0x87], &[4]),
        sized(&[0x42, 0x85], &[2]),
    ];
    let info = [
        sized(&[0x2A, 0xD7, 0xB1], &1_000_000_u32.to_be_bytes()),
        sized(&[0x4D, 0x80], b"Chrome"),
        sized(&[0x57, 0x41], b"Chrome"),
    ];
    let audio = [sized(&[0xB5], &48_000_f32.to_be_bytes()), sized(&[0x9F], &[1])];
    let track = [
        sized(&[0xD7], &[1]),
        sized(&[0x73, 0xC5], &[1]),
        sized(&[0x83], &[2]),
        sized(&[0x86], b"A_OPUS"),
        sized(&[0x63, 0xA2], b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0"),
        sized(&[0xE1], &audio.concat()),
    ];
    let mut bytes = sized(&[0x1A, 0x45, 0xDF, 0xA3], &head.concat());
    bytes.extend([&[0x18, 0x53, 0x80, 0x67][..], &ENDLESS].concat());
    bytes.extend(sized(&[0x15, 0x49, 0xA9, 0x66], &info.concat()));
    bytes.extend(sized(&[0x16, 0x54, 0xAE, 0x6B], &sized(&[0xAE], &track.concat())));
    for at in 0..minutes * 6 {
        let time = sized(&[0xE7], &(at * 10_000).to_be_bytes());
        let packet = sized(&[0xA3], &[0x81, 0, 0, 0x80, 0xFC, 0xFF, 0xFE]);
        bytes.extend(sized(&[0x1F, 0x43, 0xB6, 0x75], &[time, packet].concat()));
    }
    bytes
}

/// MP3 of 8 000 samples a second, a frame of 72 bytes for 576 of them, with an empty ID3 tag.
fn mp3(minutes: u32) -> Vec<u8> {
    let mut frame = [0; 72];
    frame[..4].copy_from_slice(&[0xFF, 0xE3, 0x18, 0xC0]);
    let frames = usize::try_from(minutes * 60 * 8_000 / 576).unwrap();
    [&b"ID3\x03\0\0\0\0\0\0"[..], &frame.repeat(frames)].concat()
}

both! {
    fn a_voice_longer_than_an_hour_is_refused_whatever_wrote_it(backend) {
        let world = World::new(backend);
        let (_, work) = world.work("Lecture", "2027-03-18");
        let (page, action) = (format!("/cours/travaux/{work}"), format!("/cours/travaux/{work}/remise"));
        let lina = world.visit(world.people.lina);
        let speak = |name: &str, sound: &[u8]| lina.form(&lina.get(&page), &action).attach("voix", name, sound).send();
        for (name, sound) in [
            ("dix-heures.webm", webm(600)),
            ("une-heure.webm", webm(61)),
            ("dix-heures.mp3", mp3(600)),
            ("une-heure.mp3", mp3(61)),
        ] {
            let said = speak(name, &sound);
            assert!(said.status == 422 && said.says("dure plus d’une heure"), "{name}: {}", said.text());
            assert_eq!(said.all("#voix-erreur").len(), 1, "{name}: said beside its field");
        }
        for (name, sound, media) in [("voix.webm", webm(59), "audio/webm"), ("voix.mp3", mp3(59), "audio/mpeg")] {
            let said = speak(name, &sound);
            assert!(said.says("C’est rendu"), "{name}: {}", said.text());
            let heard = lina.get(said.attributes("audio", "src").last().unwrap());
            assert_eq!(heard.header("content-type"), Some(media), "{name}");
        }
    }
}

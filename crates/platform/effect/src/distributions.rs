//! The normal and chi-square distributions.

use crate::sample::float;

/// Terms of a series or a fraction, at most.
const TERMS: u32 = 500;
/// Nearer than this is there.
const NEAR: f64 = 1e-15;

/// The logarithm of the gamma function (Lanczos, 9 terms), above 0.
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let sum = (1_u32..).zip(TERMS).map(|(at, term)| term / (x - 1.0 + f64::from(at))).sum::<f64>();
    let base = x + 6.5;
    let root = (2.0 * std::f64::consts::PI).sqrt();
    (root * (sum + 0.999_999_999_999_809_9)).ln() + (x - 0.5) * base.ln() - base
}

/// The upper incomplete gamma function over the whole one, for `a` above 0.
fn gamma_above(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut sum, mut term, mut at) = (1.0 / a, 1.0 / a, a);
        for _ in 0..TERMS {
            at += 1.0;
            term *= x / at;
            sum += term;
            if term < sum * NEAR {
                break;
            }
        }
        return (1.0 - sum * front).clamp(0.0, 1.0);
    }
    // Lentz's continued fraction.
    let mut b = x + 1.0 - a;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for at in 1..TERMS {
        let at = f64::from(at);
        let top = -at * (at - a);
        b += 2.0;
        d = 1.0 / (top * d + b);
        c = b + top / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < NEAR {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// How likely a chi-square is above `x`.
pub(crate) fn chi_square_above(x: f64, degrees: f64) -> f64 {
    gamma_above(degrees / 2.0, x / 2.0)
}

/// How likely a normal is below `z`.
fn normal_below(z: f64) -> f64 {
    let tail = gamma_above(0.5, z * z / 2.0) / 2.0;
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// The number a normal is below as often as `p`, above 0 and below 1.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if normal_below(middle) < p { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The place of a quantile in an ordered list.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the length of a list"
)]
pub(crate) fn place(share: f64, length: usize) -> usize {
    ((share * float(length)).ceil() as usize).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{chi_square_above, normal_quantile, place};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        assert!(near(normal_quantile(0.975), 1.959_963_984_540_054));
        assert!(near(normal_quantile(0.8), 0.841_621_233_572_914_3));
        assert!(near(normal_quantile(0.5), 0.0));
        assert!(near(normal_quantile(1e-6), -4.753_424_308_822_899));
    }

    #[test]
    fn tails_are_those_of_the_tables() {
        assert!(near(chi_square_above(3.841_458_820_694_124, 1.0), 0.05));
        assert!(near(chi_square_above(18.307_038_053_275_14, 10.0), 0.05));
        assert!(near(chi_square_above(2.0, 2.0), (-1.0_f64).exp()));
        assert!(near(chi_square_above(0.0, 5.0), 1.0));
        assert!(chi_square_above(1e4, 3.0) < 1e-300);
    }

    #[test]
    fn a_quantile_has_its_place() {
        assert_eq!((place(0.95, 100), place(0.95, 999), place(0.95, 0)), (94, 949, 0));
    }
}

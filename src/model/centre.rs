//! Where the middle of a postcode district lies.

use std::collections::BTreeMap;

/// A place on the map, in thousandths of a degree. That is about 100 metres, and enough for "about 2 miles".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Centre {
    /// North of the equator, in thousandths of a degree.
    pub latitude: i32,
    /// East of Greenwich, in thousandths of a degree.
    pub longitude: i32,
}

/// The middle of each postcode district, by its outward code such as `N17`.
pub type Centres = BTreeMap<String, Centre>;

/// Miles in a thousandth of a degree from south to north: the way round the earth over the poles is 24,860
/// miles (WGS 84), in 360,000 parts.
const MILES: f64 = 0.069_06;

/// Thousandths of a degree in a radian.
const RADIAN: f64 = 57_296.0;

impl Centre {
    /// How far it is to another place, in miles, as birds fly. Good for some dozens of miles.
    pub fn miles_to(self, other: Centre) -> f64 {
        let here = f64::from(self.latitude);
        let north = f64::from(other.latitude) - here;
        let narrow = (here / RADIAN).cos();
        let east = (f64::from(other.longitude) - f64::from(self.longitude)) * narrow;
        (north * north + east * east).sqrt() * MILES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_map() {
        let centre = |latitude, longitude| Centre {
            latitude,
            longitude,
        };
        // Greenwich to Cambridge, about 50 miles.
        let miles = centre(51_478, 0).miles_to(centre(52_205, 119));
        assert!((50.0..51.5).contains(&miles), "{miles}");
        assert!(centre(51_000, 0).miles_to(centre(51_000, 0)) < 0.001);
    }
}

//! Draws pictures of charts, a few at a time.

use std::time::Duration;

use app::{charts, error::PageError};

use crate::turns::Turns;

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Draws pictures, a few at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pictures(Turns);

impl Pictures {
    /// As many at once as the machine has cores.
    pub fn for_this_machine() -> Self {
        Self(Turns::for_this_machine("to draw a picture", PATIENCE))
    }

    /// So many at once, and so long a wait for a turn.
    pub fn new(at_once: usize, patience: Duration) -> Self {
        Self(Turns::new("to draw a picture", at_once, patience))
    }

    /// The picture of a drawing.
    ///
    /// # Errors
    /// `ApiError::Unavailable` where no turn came in time.
    pub async fn png(&self, svg: String) -> Result<Vec<u8>, PageError> {
        Ok(self.0.turn().await?.run(move || charts::png(&svg)).await??)
    }
}

#[cfg(test)]
mod tests {
    use app::api::error::ApiError;

    use super::*;

    const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>"#;

    #[tokio::test]
    async fn whether_a_drawing_succeeds_or_not_the_next_has_its_turn() {
        let pictures = Pictures::new(1, PATIENCE);
        for _ in 0..3 {
            assert!(pictures.png(DRAWING.to_owned()).await.is_ok());
            assert_eq!(pictures.png("no drawing".to_owned()).await, Err(ApiError::Internal.into()));
        }
    }
}

//! Runs independent work on several threads. Without the feature `threads` the same functions run it
//! on the calling thread, with the same results.

#[cfg(feature = "threads")]
use std::panic::resume_unwind;
#[cfg(feature = "threads")]
use std::thread;

/// Runs two tasks and returns both results. With threads, `one` runs on a new thread while `other`
/// runs on the calling one. A panic in either is propagated.
pub(crate) fn join<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    #[cfg(feature = "threads")]
    return thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join().unwrap_or_else(|panic| resume_unwind(panic));
        (one, other)
    });
    #[cfg(not(feature = "threads"))]
    (one(), other())
}

/// Largest number of threads. It limits memory: each may hold a store as large as the budget.
#[cfg(feature = "threads")]
const MOST_THREADS: usize = 8;

/// Applies a function to every item and returns the results in the order of the items. With threads,
/// it uses one per core, up to [`MOST_THREADS`].
#[cfg(feature = "threads")]
pub(crate) fn map<T: Sync, R: Send>(items: &[T], apply: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    map_on(cores.min(MOST_THREADS), items, apply)
}

/// Applies a function to every item and returns the results in the order of the items.
#[cfg(not(feature = "threads"))]
pub(crate) fn map<T, R>(items: &[T], apply: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(apply).collect()
}

/// Splits the items into as many consecutive chunks as there are `threads`, one thread for each.
#[cfg(feature = "threads")]
fn map_on<T: Sync, R: Send>(threads: usize, items: &[T], apply: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let share = items.len().div_ceil(threads).max(1);
    let apply = &apply;
    thread::scope(|scope| {
        let shares: Vec<_> = items
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().map(apply).collect::<Vec<R>>()))
            .collect();
        let done = shares.into_iter().map(thread::ScopedJoinHandle::join);
        done.flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

#[cfg(all(test, feature = "threads"))]
mod tests {
    use super::map_on;

    #[test]
    fn results_are_in_the_order_of_the_items_for_any_number_of_threads() {
        let items: Vec<usize> = (0..7).collect();
        let doubled: Vec<usize> = items.iter().map(|it| it * 2).collect();
        for threads in 1..=9 {
            assert_eq!(map_on(threads, &items, |it| it * 2), doubled);
        }
        assert!(map_on(3, &[], |it: &usize| *it).is_empty());
    }
}

//! Benchmarks of the proofs: the built-in set, two versions of it, and generated sets of growing
//! size.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use treatfit_core::load::{Files, load};
use treatfit_core::model::QuestionSet;
use treatfit_proof::check::Check;
use treatfit_proof::diff::diff;
use treatfit_proof::{BUDGET, Proof};
use treatfit_testing::large_sets::{
    Rules, {self},
};
use treatfit_testing::sets::shipped_files;

/// Returns the built-in set without its scenarios, with every occurrence of a text replaced.
#[allow(clippy::expect_used, reason = "a bench fails by panicking")]
fn shipped(from: &str, to: &str) -> QuestionSet {
    let files = shipped_files();
    let texts = files
        .iter()
        .filter(|(name, _)| !name.starts_with("scenarios/"))
        .map(|(name, text)| (name.to_owned(), text.replace(from, to)));
    load(&Files::from_texts(texts))
        .expect("the shipped set is sound")
        .set
}

fn proving(criterion: &mut Criterion) {
    let set = shipped("", "");
    let mut group = criterion.benchmark_group("the shipped set");
    group.sample_size(10);
    group.bench_function("compile", |bencher| {
        bencher.iter(|| Proof::build(black_box(&set), BUDGET));
    });
    group.bench_function("compile, prove and count", |bencher| {
        bencher.iter(|| Check::of(black_box(&set), BUDGET));
    });
    for (what, from, to) in [
        ("diff: wording alone", "Have you ever", "Did you ever"),
        ("diff: a threshold", "at_least: 160", "at_least: 170"),
    ] {
        let new = shipped(from, to);
        group.bench_function(what, |bencher| {
            bencher.iter(|| diff(black_box(&set), black_box(&new), BUDGET));
        });
    }
}

fn growing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(10);
    for rules in [Rules::Local, Rules::Scattered] {
        for questions in [20, 40, 80, 160] {
            let set = large_sets::set(questions, rules);
            let id = BenchmarkId::new(format!("{rules:?}"), questions);
            group.bench_with_input(id, &set, |bencher, set| {
                bencher.iter(|| Proof::build(black_box(set), BUDGET).map(|proof| proof.nodes()));
            });
        }
    }
}

criterion_group!(benches, proving, growing);
criterion_main!(benches);

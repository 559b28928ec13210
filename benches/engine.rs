//! Benchmarks of everyday use: loading the built-in set, deciding one answer set, evaluating files.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use treatfit::interview::saved_format;
use treatfit::shipped;
use treatfit_core::engine::decide;
use treatfit_core::load;
use treatfit_core::load::load;
use treatfit_core::model::{Audience, QuestionSet};
use treatfit_report as report;
use treatfit_report::{Report, Stamp};

fn shipped() -> QuestionSet {
    load(&shipped::files())
        .expect("the shipped set is sound")
        .set
}

fn loading(criterion: &mut Criterion) {
    let files = shipped::files();
    criterion.bench_function("load the shipped set", |bencher| {
        bencher.iter(|| load(black_box(&files)));
    });
}

fn deciding(criterion: &mut Criterion) {
    let set = shipped();
    let healthy = set.scenarios.find("healthy").map_or_else(
        || set.scenarios.values().next().expect("there are scenarios"),
        |id| &set.scenarios[id],
    );
    criterion.bench_function("decide one answer set", |bencher| {
        bencher.iter(|| decide(black_box(&set), black_box(&healthy.answers)));
    });
}

fn evaluating(criterion: &mut Criterion) {
    let set = shipped();
    let documents: Vec<String> = set
        .scenarios
        .values()
        .cycle()
        .take(10_000)
        .map(|scenario| {
            saved_format::to_yaml(&set, &scenario.answers, None).expect("answers can be written")
        })
        .collect();
    let mut group = criterion.benchmark_group("evaluate");
    group.sample_size(10);
    group.bench_function("10,000 answers files to JSON results", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                let answers = load::read_answers(&set, "answers", document)
                    .expect("scenarios are complete")
                    .answers;
                let outcome = decide(&set, &answers).expect("scenarios are complete");
                black_box(report::json(&Report {
                    set: &set,
                    outcome: &outcome,
                    answers: &answers,
                    audience: Audience::Client,
                    reference: None,
                    explain: None,
                    stamp: Stamp::Unproved,
                }));
            }
        });
    });
}

criterion_group!(benches, loading, deciding, evaluating);
criterion_main!(benches);

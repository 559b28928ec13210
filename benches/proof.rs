#[path = "grown.rs"]
mod grown;
#[path = "../tests/proof/random.rs"]
mod random;
use treatfit::proof::Proof;
fn main() {
    let folder = std::env::var("SET").unwrap_or("/tmp/ket".into());
    let files = treatfit::set::files::Files::from_folder(std::path::Path::new(&folder)).unwrap();
    let set = match treatfit::set::load(&files) {
        Ok(l) => l.set,
        Err(p) => {
            for p in p {
                println!("{p:?}");
            }
            return;
        }
    };
    println!(
        "{} questions, {} rules, {} guarantees, {} scenarios",
        set.questions.len(),
        set.rules.len(),
        set.guarantees.len(),
        set.scenarios.len()
    );
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let mut proof = Proof::build(&set, 20_000_000).unwrap();
        println!("built {:?} {} nodes", t.elapsed(), proof.store.len());
        let counts = proof.counts().unwrap();
        println!("counts {:?} {} nodes", t.elapsed(), proof.store.len());
        println!(
            "{} {} {} {:?}",
            counts.prompts.shortest(),
            counts.prompts.median(),
            counts.prompts.longest(),
            counts.results.keys()
        );
        for (id, count) in set.rules.ids().zip(&counts.rules) {
            if count.found == num_bigint::BigUint::ZERO {
                println!("never {}", set.rules[id].name);
            }
        }
        let verdicts = proof.guarantees().unwrap();
        println!("guarantees {:?} {} nodes", t.elapsed(), proof.store.len());
        for v in verdicts {
            use treatfit::proof::guarantees::Ruling;
            match v.ruling {
                Ruling::Broken(n, c) => println!(
                    "broken {} {n} {:?} {:?} {:?}",
                    set.guarantees[v.guarantee].name,
                    c.expected.map(|r| &set.rules[r].name),
                    c.example.outcome.status,
                    c.example
                        .outcome
                        .findings
                        .iter()
                        .map(|f| &set.rules[f.rule].name)
                        .collect::<Vec<_>>()
                ),
                Ruling::Impossible | Ruling::SaysNothing => {
                    println!("{} {:?}", set.guarantees[v.guarantee].name, v.ruling)
                }
                _ => {}
            }
        }
    }
    if std::env::var("GROW").is_err() {
        return;
    }
    for rules in [grown::Rules::Local, grown::Rules::Scattered] {
        for n in [20, 40, 80, 120, 160] {
            let set = grown::set(n, rules);
            let t = std::time::Instant::now();
            match Proof::build(&set, 20_000_000) {
                Ok(mut proof) => {
                    let built = t.elapsed();
                    let counts = proof.counts().unwrap();
                    println!(
                        "{rules:?} {n}: {} rules {} levels {} nodes {built:?} counts {:?} {}",
                        set.rules.len(),
                        proof.space.levels(),
                        proof.store.len(),
                        t.elapsed(),
                        counts.results.len()
                    );
                }
                Err(over) => println!("{rules:?} {n}: {over} {:?}", t.elapsed()),
            }
        }
    }
}

#[path = "grown.rs"] mod grown;
#[path = "../tests/proof/random.rs"] mod random;
use treatfit::proof::Proof;
fn main() {
    for rules in [grown::Rules::Local, grown::Rules::Scattered] {
        for n in [20, 40, 80, 120, 160] {
            let set = grown::set(n, rules);
            let t = std::time::Instant::now();
            match Proof::build(&set, 20_000_000) {
                Ok(mut proof) => {
                    let built = t.elapsed();
                    let key = proof.results();
                    let nodes = proof.store.len();
                    let t2 = t.elapsed();
                    let counts = proof.counter.histogram(&proof.store, key.unwrap());
                    println!("{rules:?} {n}: {} rules {} fit {}, {nodes} nodes, {built:?}, results {t2:?}, counted {:?} {:?}", set.rules.len(), n/8, proof.space.levels(), t.elapsed(), counts.keys());
                }
                Err(over) => println!("{rules:?} {n}: {over} {:?}", t.elapsed()),
            }
        }
    }
}

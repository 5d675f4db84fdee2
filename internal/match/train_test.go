package match_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

// TestTrainIsDetermined trains twice with one seed and once with another.
func TestTrainIsDetermined(t *testing.T) {
	train := func(seed uint64) match.Model {
		return (&match.Trainer{Base: base(), Today: today, Seed: seed}).Train(nil)
	}
	if diff := cmp.Diff(fitted(), train(1)); diff != "" {
		t.Errorf("one seed, two models:\n%s", diff)
	}
	if cmp.Equal(fitted(), train(2)) {
		t.Error("the seed makes no difference")
	}
	if len(fitted().Rank.Weights) == 0 || len(fitted().Abstain.Weights) == 0 {
		t.Errorf("no weights: %+v", fitted())
	}
}

// TestTrainLearns asks the examples, each as if the base did not have it: nearly all find
// their fact, and spoilt ones, which a model without weights cannot tell from them, are
// not answered.
func TestTrainLearns(t *testing.T) {
	const limit = 0.5 // what a model without weights gives everything
	validate := func(m match.Model) match.Validation {
		return (&match.Trainer{Base: base(), Today: today, Seed: 1}).Validate(m, limit)
	}
	learnt, blank := validate(fitted()), validate(match.Model{})
	if diff := cmp.Diff(lang.Languages(), slices.Sorted(maps.Keys(learnt.Examples))); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	right := sum(learnt.Examples)
	if right.Of != examples() || right.N*10 < right.Of*9 {
		t.Errorf("%d of %d examples find their fact, want 9 of 10 of %d", right.N, right.Of, examples())
	}
	if len(learnt.Spoilt) != 4 {
		t.Errorf("spoilt %v, want four ways", learnt.Spoilt)
	}
	spoilt, always := sum(learnt.Spoilt), sum(blank.Spoilt)
	if spoilt.N*20 > spoilt.Of || spoilt.N*20 > always.N {
		t.Errorf("%d of %d spoilt questions are answered, without weights %d", spoilt.N, spoilt.Of, always.N)
	}
}

func sum[K comparable](shares map[K]match.Share) (all match.Share) {
	for _, s := range shares {
		all.N += s.N
		all.Of += s.Of
	}
	return all
}

func examples() (n int) {
	for _, f := range base().Facts() {
		for _, texts := range f.Ask {
			n += len(texts)
		}
	}
	return n
}

// TestTrainMore lets questions that people asked teach what no example does.
func TestTrainMore(t *testing.T) {
	const text = "Which folk musicians went east?"
	ids := []fact.ID{"los-jaivas-soviet-tour-1983"}
	model := (&match.Trainer{Base: base(), Today: today, Seed: 1}).Train([]match.Asked{{Text: text, Facts: ids}, {Text: "Who is the king of Spain?"}})
	if cmp.Equal(model, fitted()) {
		t.Error("more questions make no difference")
	}
}

func TestShare(t *testing.T) {
	got := match.Share{}.Count(true).Count(false).Count(true)
	if want := (match.Share{N: 2, Of: 3}); got != want {
		t.Errorf("share %v, want %v", got, want)
	}
}

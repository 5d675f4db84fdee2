package daily

import (
	"testing"
	"time"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// TestStorm lets everything happen in the middle of a run that can happen to a chat, while
// Telegram refuses a third of the messages as too many and fails at some. Who can have a
// post gets one; the others' subscriptions end, but for that of a closed topic.
func TestStorm(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, address string) {
		t.Parallel()
		o := newOffice(t, address, realBase(t), 0, botapitest.Options{Limits: botapitest.TelegramLimits})
		o.server.Inject(
			botapitest.Fault{Kind: botapitest.TooMany, Method: "sendMessage", Probability: 0.3, RetryAfter: 1},
			botapitest.Fault{Kind: botapitest.ServerError, Method: "sendMessage", Probability: 0.1},
		)
		ana := o.server.NewUser("Ana", "es")
		o.server.Meet(ana)
		forum := o.server.NewForum("Foro", ana)
		gone := o.server.NewForum("Otro", ana)
		var groups []*botapitest.Chat
		for range 3 {
			groups = append(groups, o.server.NewGroup("Grupo", ana))
		}
		for _, c := range append(groups, forum, gone) {
			o.server.AddBot(c, ana)
		}
		closed, deleted, fine := o.server.NewTopic(forum, "Cerrado"), o.server.NewTopic(forum, "Borrado"), o.server.NewTopic(forum, "Abierto")
		var people []*botapitest.User
		for range 24 {
			u := o.server.NewUser("U", "es")
			o.server.Meet(u)
			people = append(people, u)
		}
		for _, u := range people {
			o.dueNow(t, o.server.PrivateChat(u), 0)
		}
		for _, g := range append(groups, gone) {
			o.dueNow(t, g, 0)
		}
		for _, topic := range []int{closed, deleted, fine} {
			o.dueNow(t, forum, topic)
		}
		o.run(t)
		// The first are sent, and the rest waits for the pacer.
		if err := o.server.Await(t.Context(), func() bool { return o.server.Calls("sendMessage") >= 5 }); err != nil {
			t.Fatal(err)
		}
		o.server.Block(people[20])
		o.server.Block(people[21])
		o.server.Deactivate(people[22])
		o.server.Deactivate(people[23])
		o.server.CloseTopic(forum, closed)
		o.server.DeleteTopic(forum, deleted)
		o.server.DeleteChat(gone)
		supergroup := o.server.Migrate(groups[0])
		time.AfterFunc(5*time.Second, o.server.Heal)
		o.awaitAll(t, o.today(), len(people)+len(groups)+1+3)
		o.settle(t)

		want := func(c *botapitest.Chat, topic, posts int, state store.DeliveryState, ended bool) {
			t.Helper()
			got, err := o.db.Delivery(t.Context(), store.DeliveryKey{ChatID: c.ID, Topic: topic, Item: o.today()})
			sub, _, subErr := o.db.Subscription(t.Context(), c.ID, topic)
			if err != nil || subErr != nil || got != state || sub.Active == ended || (sub.Ended != "") != ended {
				t.Errorf("%s %s, topic %d: the delivery is %q, %v, the subscription %+v, %v", c.Type, c.Title, topic, got, err, sub, subErr)
			}
			n := 0
			for _, m := range o.server.Sent(c) {
				if m.Thread == topic {
					n++
				}
			}
			if n != posts {
				t.Errorf("%s %s, topic %d: %d posts, want %d", c.Type, c.Title, topic, n, posts)
			}
		}
		for _, u := range people[:20] {
			want(o.server.PrivateChat(u), 0, 1, store.Sent, false)
		}
		for _, u := range people[20:] {
			c := o.server.PrivateChat(u)
			if o.server.Sends(c) == 0 { // else it was sent before
				want(c, 0, 0, store.Failed, true)
			}
		}
		if o.server.Sends(groups[0]) == 0 {
			want(supergroup, 0, 1, store.Sent, false)
		} else { // it was sent before, and nobody told of the supergroup
			want(groups[0], 0, 1, store.Sent, false)
		}
		want(groups[1], 0, 1, store.Sent, false)
		want(groups[2], 0, 1, store.Sent, false)
		want(forum, fine, 1, store.Sent, false)
		if o.server.Sends(forum) == 1 { // else the topics were closed too late
			want(forum, closed, 0, store.Failed, false)
			want(forum, deleted, 0, store.Failed, true)
		}
		if o.server.Sends(gone) == 0 {
			want(gone, 0, 0, store.Failed, true)
		}
		sub, _, err := o.db.Subscription(t.Context(), people[0].ID, 0)
		if err != nil || sub.DueDay != int64(calendar.DayOf(o.now().UTC()))+1 {
			t.Errorf("a subscription did not move on: %+v, %v", sub, err)
		}
		t.Logf("%d times too many, %d server errors, %d limits reached", o.server.Faults(botapitest.TooMany), o.server.Faults(botapitest.ServerError), o.server.Floods())
	})
}

// settle waits until no post is under way.
func (o *office) settle(t *testing.T) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 200 {
		states, err := o.db.DeliveryStates(t.Context(), o.today())
		if err != nil {
			t.Fatal(err)
		}
		if states[store.Started] == 0 {
			return
		}
		<-tick.C
	}
	t.Error("posts are still under way")
}

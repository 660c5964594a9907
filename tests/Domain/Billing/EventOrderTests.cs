using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>Whatever happens to the events, what a person sees in the end is the same.</summary>
public sealed class EventOrderTests
{
    [Fact]
    public async Task Events_delivered_five_times_in_any_order_end_the_same()
    {
        string inOrder = await EndAsync(history: 7, steps: 60, deliver: events => events);
        for (int seed = 0; seed < 100; seed++)
        {
            string shuffled = await EndAsync(history: 7, steps: 60, deliver: events => Shuffled(events, seed));
            shuffled.ShouldBe(inOrder, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Histories_end_the_same_in_whatever_order_they_are_told_and_wherever_they_are_cut_off()
    {
        for (int history = 0; history < 200; history++)
        {
            string inOrder = await EndAsync(history, steps: 40, deliver: events => events);
            string shuffled = await EndAsync(
                history, steps: 40, deliver: events => Shuffled(events, history), new RandomFaults(history));
            shuffled.ShouldBe(inOrder, $"history {history}");
        }
    }

    private static async Task<string> EndAsync(
        int history,
        int steps,
        Func<GatewayEvent[], IEnumerable<GatewayEvent>> deliver,
        IFaults? faults = null)
    {
        BillingWorld world = new();
        await BillingHistory.HappenAsync(world, history, steps);
        world.Store.Faults = faults;
        foreach (GatewayEvent happened in deliver(world.Undelivered())) await world.DeliverAsync(happened);
        await world.DeliverAsync();
        world.Store.Faults = null;
        return await world.SeenAsync();
    }

    private static GatewayEvent[] Shuffled(GatewayEvent[] events, int seed)
    {
        GatewayEvent[] all = [.. Enumerable.Repeat(events, 5).SelectMany(each => each)];
        new Random(seed).Shuffle(all);
        return all;
    }
}

using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>
/// Random histories at the gateway: one person, several checkouts, whatever happens to what they begin. The same seed
/// gives the same history, whoever looks at it and when.
/// </summary>
internal static class BillingHistory
{
    /// <summary>Lets a history happen of which no event is delivered.</summary>
    public static async Task HappenAsync(BillingWorld world, int seed, int steps)
    {
        Random random = new(seed);
        await world.SignUpAsync();
        List<string> sessions = [await world.OpenSubscriptionAsync(), await world.OpenAnotherSubscriptionAsync()];
        for (int i = 0; i < 2; i++) sessions.Add(await world.OpenPurchaseAsync(random.Next(1, 4)));
        for (int step = 0; step < steps; step++)
        {
            if (random.Next(3) == 0) world.Time.Advance(TimeSpan.FromHours(random.Next(1, 30)));
            Step(world.Gateway, random, sessions);
        }
    }

    private static void Step(SimulatedGateway gateway, Random random, List<string> sessions)
    {
        string session = sessions[random.Next(sessions.Count)];
        string? subscription = Any(random, gateway.Subscriptions.Select(known => known.Id));
        string? payment = Any(random, gateway.Payments.Select(known => known.Id));
        bool luck = random.Next(3) > 0;
        switch (random.Next(18))
        {
            case 0 or 1 or 2:
                gateway.Pay(session);
                break;
            case 3:
                gateway.PayLater(session);
                break;
            case 4:
                gateway.Conclude(session, luck);
                break;
            case 5 when random.Next(4) == 0:
                gateway.Expire(session);
                break;
            case 6 or 7 when subscription is not null:
                gateway.Renew(subscription, luck);
                break;
            case 8 when subscription is not null:
                gateway.Retry(subscription, luck);
                break;
            case 9 when subscription is not null:
                gateway.Cancel(subscription, luck);
                break;
            case 10 when subscription is not null:
                gateway.GiveUp(subscription);
                break;
            case 11 when subscription is not null && !luck:
                gateway.EndNow(subscription);
                break;
            case 12 when subscription is not null:
                gateway.ChangeCard(subscription, new PaymentCard("jcb", $"{random.Next(1000, 9999)}", 1, 2031));
                break;
            case 13 or 14 when payment is not null:
                gateway.Refund(payment, random.Next(1, 3000));
                break;
            case 15 when payment is not null:
                gateway.FailRefunds(payment);
                break;
            case 16 when payment is not null:
                gateway.Dispute(payment);
                break;
            case 17 when payment is not null:
                gateway.CloseDispute(payment, luck);
                break;
        }
    }

    private static string? Any(Random random, IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}

using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Webhooks;

public sealed class DeliveryScheduleTests
{
    private static readonly double[] _seconds = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    [Fact]
    public void A_delivery_is_attempted_ten_times_within_about_three_days()
    {
        TimeSpan[] waits = Waits(WebhookSamples.Delivery());

        waits.Length.ShouldBe(9);
        for (int i = 0; i < waits.Length; i++)
            waits[i].TotalSeconds.ShouldBeInRange(_seconds[i] * 0.9, _seconds[i] * 1.1);
        waits.Sum(wait => wait.TotalDays).ShouldBeInRange(2.8, 3.5);
    }

    [Fact]
    public void A_delivery_waits_as_long_each_time_it_is_asked_and_not_as_long_as_another()
    {
        Waits(WebhookSamples.Delivery()).ShouldBe(Waits(WebhookSamples.Delivery()));
        Enumerable.Range(0, 100)
            .Select(i => Waits(WebhookSamples.Delivery($"delivery {i}"))[3]).Distinct().Count().ShouldBeGreaterThan(95);
    }

    [Theory]
    [InlineData(0, 0.9, 1.1)]
    [InlineData(60, 12, 12)]
    [InlineData(7 * 86_400, 17_280, 17_280)]
    [InlineData(-60, 0.9, 1.1)]
    public void What_a_receiver_asks_for_is_waited_for_but_no_longer_than_a_day(
        double asked, double least, double most) =>
        (DeliverySchedule.After(WebhookSamples.Delivery(), TimeSpan.FromSeconds(asked))!.Value.TotalSeconds / 5)
            .ShouldBeInRange(least, most);

    [Fact]
    public void A_test_is_attempted_once() => DeliverySchedule.After(
        WebhookSamples.Delivery() with { EventType = WebhookEventType.Test }, wanted: null).ShouldBeNull();

    [Fact]
    public void Who_waits_for_a_turn_asks_less_and_less_often()
    {
        DeliverySchedule.ForTurn("delivery", 0).TotalSeconds.ShouldBeInRange(1.8, 2.2);
        DeliverySchedule.ForTurn("delivery", 5).TotalSeconds.ShouldBeInRange(57, 71);
        DeliverySchedule.ForTurn("delivery", 1000).TotalSeconds.ShouldBeInRange(270, 330);
    }

    private static TimeSpan[] Waits(WebhookDelivery delivery)
    {
        List<TimeSpan> waits = [];
        while (DeliverySchedule.After(delivery, wanted: null) is { } wait)
        {
            waits.Add(wait);
            delivery = delivery.Record(
                new DeliveryAttempt(delivery.CreatedAt, 500, null, 1), DeliveryStatus.Pending, delivery.CreatedAt);
        }
        return [.. waits];
    }
}

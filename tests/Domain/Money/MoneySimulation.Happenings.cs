using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Tests.Money;

internal sealed partial class MoneySimulation
{
    // What the customer, the bank and the calendar do at the gateway.
    private void Happen()
    {
        string? session = Any([.. _sessions]);
        string? subscription = Any([.. _gateway.Subscriptions.Select(known => known.Id)]);
        string? payment = Any([.. _gateway.Payments.Select(known => known.Id)]);
        bool luck = !Chance(3);
        NoteTakenBack();
        Renew(luck);
        switch (_random.Next(14))
        {
            case 0 or 1 or 2 or 3 when session is not null:
                _gateway.Pay(session);
                break;
            case 4 when session is not null:
                _gateway.PayLater(session);
                break;
            case 5 or 6 when session is not null:
                _gateway.Conclude(session, luck);
                break;
            case 7 when session is not null && Chance(4):
                _gateway.Expire(session);
                break;
            case 8 when subscription is not null:
                _gateway.Retry(subscription, luck);
                break;
            case 9 when subscription is not null:
                _gateway.Cancel(subscription, atPeriodEnd: !luck);
                break;
            case 10 when subscription is not null && Chance(3):
                if (luck) _gateway.EndNow(subscription);
                else _gateway.GiveUp(subscription);
                break;
            case 11 when payment is not null:
                _gateway.Refund(payment, _random.Next(1, 6000));
                break;
            case 12 when payment is not null:
                if (luck) _gateway.Dispute(payment);
                else _gateway.FailRefunds(payment);
                break;
            case 13 when payment is not null:
                _gateway.CloseDispute(payment, luck);
                break;
        }

        NoteTakenBack();
    }

    private void NoteTakenBack()
    {
        foreach (GatewayPayment known in _gateway.Payments)
            _mostTakenBack[known.Id] = Math.Max(
                _mostTakenBack.GetValueOrDefault(known.Id), known.Refunded + known.Disputed);
    }

    // No subscription renews twice between two sweeps: they come hourly.
    private void Renew(bool luck)
    {
        foreach (GatewaySubscription due in _gateway.Subscriptions.Where(known => known.PeriodEnd <= _time.Now).ToArray())
            if (_swept.Remove(due.Id)) _gateway.Renew(due.Id, luck);
    }
}

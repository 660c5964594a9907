using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Notifications;

/// <summary>The message about a webhook endpoint, in its owner's language.</summary>
public static class WebhookMails
{
    /// <summary>
    /// An endpoint was disabled. It is sent whatever the settings say: what its owner relies on has stopped.
    /// </summary>
    /// <param name="user">Whose endpoint.</param>
    /// <param name="language">In which language.</param>
    /// <param name="endpoint">The endpoint; of its URL only what is before the query is shown.</param>
    /// <param name="deliveryId">The delivery that made the app disable it.</param>
    public static Mail EndpointDisabled(User user, Language language, WebhookEndpoint endpoint, string deliveryId)
    {
        string id = $"webhook-disabled-{deliveryId}";
        string url = endpoint.Url.GetLeftPart(UriPartial.Path);
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "Webhook の送信を停止しました",
                $"""
                {user.Name} 様

                次の宛先への Webhook の送信を停止しました。宛先が 410 を返したか、5 日間まったく受信されなかったためです。

                {url}

                復旧しましたら PATCH /api/v1/webhook-endpoints/{endpoint.Id} で "status": "enabled" にしてください。
                届かなかったものは POST /api/v1/webhook-deliveries/(id)/redeliver で再送できます。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "We have stopped sending webhooks",
                $"""
                Hello {user.Name},

                we have stopped sending webhooks to this address, because it said 410 Gone, or took nothing for five days:

                {url}

                Once it works again, enable it: PATCH /api/v1/webhook-endpoints/{endpoint.Id} with "status": "enabled".
                What did not arrive can be sent again: POST /api/v1/webhook-deliveries/(id)/redeliver.

                Understudy
                """);
    }
}

using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>The examples of the contract's sections 4 to 6, to the letter, one after the other.</summary>
public sealed class MoneyContractTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Payments_look_as_in_section_4()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person admin = await app.SoraPersonAsync("admin@example.com");
        Answer created = await person.PostAsync("/sora/api/payments/stripe/create", new { package = "standard" });
        Written(
            """
            {
              "payment_id": "uuid-string",
              "status": "pending",
              "amount": 49.0,
              "currency": "CNY",
              "credits_purchased": 500,
              "payment_url": "https://checkout.stripe.com/..."
            }
            """).ShouldMatch(created);
        string id = created.Text("payment_id");
        await person.PressAsync(created.Text("payment_url"), ("action", "pay"));
        Written(
            """
            {
              "payment_id": "uuid-string",
              "status": "succeeded",
              "amount": 49.0,
              "currency": "CNY",
              "credits_purchased": 500,
              "payment_url": "https://checkout.stripe.com/...",
              "created_at": "2025-01-05T12:00:00Z",
              "paid_at": "2025-01-05T12:02:00Z"
            }
            """).ShouldMatch(await person.PaymentAsync(id, "succeeded"));
        Written(
            """
            {
              "success": true,
              "refund_id": "stripe-refund-id",
              "amount": 49.0,
              "credits_refunded": 500,
              "message": "Refund processed successfully"
            }
            """).ShouldMatch(await admin.PostAsync($"/sora/api/payments/stripe/refund?payment_id={id}"));
    }

    [Fact]
    public async Task People_look_as_in_section_5()
    {
        using Person person = await app.NewSoraPersonAsync();
        ContractExample profile = Written(
            """
            {
              "id": "uuid-string",
              "email": "user@example.com",
              "username": "username",
              "avatar_url": "https://...",
              "region": "CN",
              "language": "zh-CN",
              "credits": 1000,
              "created_at": "2025-01-01T00:00:00Z",
              "last_login_at": "2025-01-05T12:00:00Z"
            }
            """);
        profile.ShouldMatch(await person.GetAsync("/sora/api/users/profile"), nullable: ["avatar_url", "region"]);
        string name = $"new_username{Guid.NewGuid():N}";
        profile.ShouldMatch(
            await person.SendAsync(
                HttpMethod.Put,
                "/sora/api/users/profile",
                new { username = name, avatar_url = "https://example.com/me.png", language = "zh-CN" }),
            nullable: ["region"]);
        Written(
            """
            { "user_id": "uuid-string", "credits": 1000, "total_earned": 2000, "total_spent": 1000 }
            """).ShouldMatch(await person.GetAsync("/sora/api/users/credits"));
        await person.BuyAsync();
        Written(
            """
            {
              "total": 42,
              "page": 1,
              "page_size": 20,
              "transactions": [
                {
                  "id": "uuid-string",
                  "transaction_type": "spent",
                  "amount": -20,
                  "balance_before": 1020,
                  "balance_after": 1000,
                  "reference_type": "sora_task_creation",
                  "reference_id": "task-uuid",
                  "description": "Sora text-to-video (standard): A beautiful sunset...",
                  "task_id": "task-uuid",
                  "payment_order_id": null,
                  "created_at": "2025-01-05T12:00:00Z",
                  "expires_at": "2025-04-05T12:00:00Z",
                  "is_expired": false
                }
              ]
            }
            """).ShouldMatch(await person.GetAsync("/sora/api/users/credits/transactions"), nullable: ["task_id"]);
        Answer deleted = await person.DeleteAsync("/sora/api/users/account");
        deleted.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Films_look_as_in_section_6()
    {
        using HttpClient http = app.Anonymous();
        const string Film =
            """
            {
              "id": 1,
              "title": "Sunset Animation",
              "description": "A beautiful sunset over the ocean",
              "video_url": "https://cdn.example.com/video1.mp4",
              "thumbnail_url": "https://cdn.example.com/thumb1.jpg",
              "task_type": "TEXT_TO_VIDEO",
              "quality": "hd",
              "aspect_ratio": "landscape",
              "duration_seconds": 5.0,
              "view_count": 1234,
              "like_count": 56,
              "display_order": 100,
              "is_active": true,
              "created_at": "2025-01-05T12:00:00Z"
            }
            """;
        Written($$"""{ "total": 48, "page": 1, "page_size": 12, "total_pages": 4, "videos": [{{Film}}] }""")
            .ShouldMatch(await http.AllFilmsAsync(app));
        Written(Film).ShouldMatch(await http.FilmsAsync("/1"));
    }

    private static ContractExample Written(string json) => ContractExample.Parse(json);
}

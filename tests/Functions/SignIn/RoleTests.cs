using System.Net;
using System.Net.Http.Json;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Who may do more than others, and who says so.</summary>
public sealed class RoleTests
{
    [Fact]
    public async Task An_operator_gives_the_role_and_takes_it_and_it_counts_at_once()
    {
        TrialApp trial = new();
        trial.App.Runtime["MasterKey"] = "the operator's";
        await trial.InitializeAsync();
        try
        {
            string email = TrialApp.NewEmail();
            Answer ann = await trial.RegisterAsync(email);
            (await trial.GetAsync("/trial/admin", ann.Text("access"))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await OperateAsync(trial, HttpMethod.Post, email)).ShouldBe(HttpStatusCode.NotFound, "nobody has proved it");
            await trial.VerifyAsync(email);
            (await OperateAsync(trial, HttpMethod.Post, email)).ShouldBe(HttpStatusCode.OK);
            (await trial.GetAsync("/trial/admin", ann.Text("access"))).Text("roles").ShouldBe("Admin");
            (await trial.RefreshAsync(ann.Text("refresh"))).Status.ShouldBe(HttpStatusCode.OK);
            (await trial.GetAsync("/trial/admin", (await trial.LoginAsync(email)).Text("access")))
                .Status.ShouldBe(HttpStatusCode.OK);
            (await OperateAsync(trial, HttpMethod.Delete, email)).ShouldBe(HttpStatusCode.OK);
            (await trial.GetAsync("/trial/admin", ann.Text("access"))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await OperateAsync(trial, HttpMethod.Post, email, "a guess")).ShouldBe(HttpStatusCode.Unauthorized);
            (await OperateAsync(trial, HttpMethod.Post, email, "")).ShouldBe(HttpStatusCode.Unauthorized);
        }
        finally
        {
            await trial.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_a_key_nobody_is_an_operator_and_in_development_a_setting_names_administrators()
    {
        TrialApp trial = new();
        await trial.InitializeAsync();
        try
        {
            Answer admin = await trial.RegisterAsync("admin@example.com");
            (await trial.GetAsync("/trial/admin", admin.Text("access"))).Status.ShouldBe(HttpStatusCode.OK);
            foreach (string key in new[] { "", "null", "x" })
                (await OperateAsync(trial, HttpMethod.Post, "admin@example.com", key))
                    .ShouldBe(HttpStatusCode.Unauthorized);
        }
        finally
        {
            await trial.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> OperateAsync(
        TrialApp trial, HttpMethod method, string email, string key = "the operator's")
    {
        using HttpClient http = trial.App.Anonymous();
        using HttpRequestMessage request = new(method, "/operator/admins") { Content = JsonContent.Create(new { email }) };
        if (key.Length > 0) request.Headers.Add("x-functions-key", key);
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }
}

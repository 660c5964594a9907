using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Tasks, from being asked for to their end. Sora §2.4, §3.</summary>
public sealed class TaskTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Base = SoraPeople.Base;
    private const string Mine = $"{Base}/tasks/user/tasks";

    [Fact]
    public async Task A_task_is_told_in_both_vocabularies_from_its_beginning_to_its_end()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        TaskCompletionSource gate = own.App.Engine.Hold();
        using Person person = await own.App.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        Answer running = await person.TaskAsync(id, "processing");
        running.Text("task_id").ShouldBe(id);
        running.Text("user_id").ShouldBe(person.Id);
        running.Text("task_type").ShouldBe("TEXT_TO_VIDEO");
        running["result_url"].ShouldBeNull();
        running["error_message"].ShouldBeNull();
        running["completed_at"].ShouldBeNull();
        (await person.GetAsync($"{Base}/videos/tasks/{id}")).Text("status").ShouldBe("PROCESSING");
        gate.SetResult();
        Answer done = await person.TaskAsync(id, "completed");
        done["progress"]!.GetValue<double>().ShouldBe(100);
        Answer status = await person.GetAsync($"{Base}/videos/tasks/{id}");
        status.Text("status").ShouldBe("SUCCEEDED");
        status.Text("completed_at").ShouldBe(done.Text("completed_at"));
        using HttpClient anybody = own.App.Anonymous();
        (await anybody.GetByteArrayAsync(status.Text("result_url"))).Length.ShouldBe(3000);
        (await own.App.CreditsAsync(person)).ShouldBe(80);
    }

    [Theory]
    [InlineData("no_face", "input.no_face", false)]
    [InlineData("engine_error", "engine.fault", true)]
    [InlineData("deadline_passed", "engine.timeout", true)]
    [InlineData("forbidden_content", "input.forbidden_content", false)]
    public async Task A_task_that_fails_says_why_and_costs_nothing(string code, string told, bool retryable)
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.Refuse(code, "It cannot be made.");
        using Person person = await own.App.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        Answer failed = await person.TaskAsync(id, "failed");
        failed.Text("error_message").ShouldBe("It cannot be made.");
        failed.Text("error_code").ShouldBe(told);
        failed["retryable"]!.GetValue<bool>().ShouldBe(retryable);
        failed["result_url"].ShouldBeNull();
        failed.Number("credits").ShouldBe(0);
        (await person.GetAsync($"{Base}/videos/tasks/{id}")).Text("status").ShouldBe("FAILED");
        (await own.App.CreditsAsync(person)).ShouldBe(100);
    }

    [Fact]
    public async Task A_cancelled_task_gives_everything_back_at_once_and_can_be_tried_again()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        using Person person = await own.App.NewSoraPersonAsync();
        Answer asked = await person.AskAsync();
        string id = asked.Text("task_id");
        await person.TaskAsync(id, "processing");
        (await person.PostAsync($"{Base}/tasks/{id}/retry")).ShouldBeDetail(
            HttpStatusCode.BadRequest, "Task cannot be retried: its status is processing");
        Answer cancelled = await person.DeleteAsync($"{Base}/tasks/{id}");
        cancelled.Text("message").ShouldBe("Task cancelled successfully");
        (await own.App.CreditsAsync(person)).ShouldBe(100);
        Answer task = await person.GetAsync($"{Base}/tasks/{id}");
        task.Text("status").ShouldBe("failed");
        task.Text("error_code").ShouldBe("task.cancelled");
        (await person.DeleteAsync($"{Base}/tasks/{id}")).ShouldBeDetail(
            HttpStatusCode.BadRequest, "Cannot cancel task with current status: failed");

        own.App.Engine.Script = null;
        Answer retried = await person.PostAsync($"{Base}/tasks/{id}/retry");
        retried.Text("message").ShouldBe("Task retry initiated");
        retried.Text("original_task_id").ShouldBe(id);
        retried.Text("task_id").ShouldNotBe(id);
        (await own.App.CreditsAsync(person)).ShouldBe(80);
        Answer again = await person.TaskAsync(retried.Text("task_id"), "completed");
        again.Text("prompt").ShouldBe("A beautiful sunset");
        again.Text("retry_of").ShouldBe(id);
        again["seed"]!.GetValue<long>().ShouldBe(asked["seed"]!.GetValue<long>());
        (await person.DeleteAsync($"{Base}/tasks/{retried.Text("task_id")}")).ShouldBeDetail(
            HttpStatusCode.BadRequest, "Cannot cancel task with current status: completed");
        (await person.PostAsync($"{Base}/tasks/{retried.Text("task_id")}/retry")).ShouldBeDetail(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_retry_that_cannot_be_paid_makes_nothing()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        using Person person = await own.App.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        await person.TaskAsync(id, "failed");
        own.App.Engine.Script = null;
        for (int i = 0; i < 5; i++) await person.TaskAsync();
        (await person.PostAsync($"{Base}/tasks/{id}/retry")).ShouldBeDetail(
            HttpStatusCode.PaymentRequired, "Insufficient credits. You need 20 credits but only have 0 available.");
        (await person.GetAsync(Mine)).Number("total").ShouldBe(6);
    }

    [Fact]
    public async Task Tasks_are_listed_by_page_and_status_and_both_are_counted_right()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewSoraPersonAsync();
        await own.App.GiveAsync(person, 200, TimeSpan.FromDays(90));
        List<string> done = [];
        for (int i = 0; i < 3; i++) done.Add(await person.TaskAsync($"Number {i}"));
        foreach (string id in done) await person.TaskAsync(id, "completed");
        own.App.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        string failed = await person.TaskAsync();
        await person.TaskAsync(failed, "failed");
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        string cancelled = await person.TaskAsync();
        await person.TaskAsync(cancelled, "processing");
        await person.DeleteAsync($"{Base}/tasks/{cancelled}");
        string running = await person.TaskAsync();
        await person.TaskAsync(running, "processing");

        await ShouldListAsync(person, "", 6, [running, cancelled, failed, done[2], done[1], done[0]]);
        await ShouldListAsync(person, "?page=2&page_size=4", 6, [done[1], done[0]]);
        await ShouldListAsync(person, "?page=3&page_size=4", 6, []);
        await ShouldListAsync(person, "?status=completed&page_size=2", 3, [done[2], done[1]]);
        await ShouldListAsync(person, "?status=failed", 2, [cancelled, failed]);
        await ShouldListAsync(person, "?status=failed&page=2&page_size=1", 2, [failed]);
        await ShouldListAsync(person, "?status=processing", 1, [running]);
        await ShouldListAsync(person, "?status=pending", 0, []);
        Answer page = await person.GetAsync(Mine);
        page.Number("page").ShouldBe(1);
        page.Number("page_size").ShouldBe(10);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("status=SUCCEEDED", "status")]
    public async Task A_page_that_there_cannot_be_is_refused(string query, string field)
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.GetAsync($"{Mine}?{query}")).ShouldBlame("query", field);
    }

    [Fact]
    public async Task A_key_alone_reads_tasks_and_nobody_reads_those_of_others()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person other = await app.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        string key = person.Http.DefaultRequestHeaders.GetValues(Person.ApiKeyHeader).Single();
        using HttpClient http = app.Anonymous();
        http.DefaultRequestHeaders.Add(Person.ApiKeyHeader, key);
        (await http.GetAsync($"{Base}/tasks/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync($"{Base}/videos/tasks/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(Mine)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.GetAsync($"{Base}/tasks/{id}")).ShouldBeDetail(HttpStatusCode.NotFound, "Task not found");
        (await other.DeleteAsync($"{Base}/tasks/{id}")).ShouldBeDetail(HttpStatusCode.NotFound, "Task not found");
        (await other.PostAsync($"{Base}/tasks/{id}/retry")).ShouldBeDetail(HttpStatusCode.NotFound, "Task not found");
    }

    private static async Task ShouldListAsync(Person person, string query, int total, string[] ids)
    {
        Answer page = await person.GetAsync(Mine + query);
        page["tasks"]!.AsArray().Select(task => task!["task_id"]!.GetValue<string>()).ShouldBe(ids, query);
        page.Number("total").ShouldBe(total, query);
    }
}

Console.WriteLine("Understudy");
